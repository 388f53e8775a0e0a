"""Files that are damaged or made to harm: each gives a clear error soon, in little memory."""

from __future__ import annotations

import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers import pdf_process
from reviewer.readers.pdf_process import PdfWorkerError, parse_pdf, stop_workers
from reviewer.readers.read import read_report

Bounded = Callable[[], AbstractContextManager[None]]


def pdf_of(*bodies: bytes) -> bytes:
    """A PDF file of these objects, the first of them the catalogue, with its table."""
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(bodies) + 1)
    return data + b"startxref\n%d\n%%%%EOF\n" % start


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(entries: bytes = b"") -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> %s >>" % entries
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def one_page(content: bytes, *more: bytes) -> bytes:
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_of(CATALOGUE, pages, page(), content, FONT, *more)


def packed(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [" + b"/FlateDecode " * times + b"]")


ORDINARY = one_page(stream(b"BT /F1 12 Tf 60 700 Td (report) Tj ET"))
FORM_IN_ITSELF = stream(
    b"/X1 Do /X1 Do",
    b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 6 0 R >> >>",
)


def _bomb(megabytes: int, times: int) -> bytes:
    return one_page(packed(b" " * (megabytes * 1024 * 1024), times))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "first half": lambda: ORDINARY[: len(ORDINARY) // 3],
    "head alone": lambda: b"%PDF-1.7\n",
    "head and noise": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 64,
    "text": "这是文本，不是 PDF。".encode,
    "zip": lambda: b"PK\x03\x04" + bytes(100),
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "zeros": lambda: bytes(100_000),
    "empty": lambda: b"",
    "no pages": lambda: pdf_of(CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"),
    "pages in a circle": lambda: pdf_of(
        CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"
    ),
    "catalogue in itself": lambda: pdf_of(b"<< /Type /Catalog /Pages 1 0 R >>"),
    "a billion pages": lambda: pdf_of(
        CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>", page()
    ),
    "deep arrays": lambda: pdf_of(b"[" * 200_000 + b"]" * 200_000),
    "form in itself": lambda: one_page(stream(b"/X1 Do"), FORM_IN_ITSELF),
    "huge content": lambda: _bomb(400, 1),
    "huge content packed twice": lambda: _bomb(500, 2),
    "length beyond the end": lambda: one_page(b"<< /Length 4000000000 >>\nstream\nBT\nendstream"),
    "text without end": lambda: one_page(packed(b"BT /F1 1 Tf (" + b"a" * 60_000_000 + b") Tj ET")),
    "numbers without end": lambda: one_page(packed(b"q 1 0 0 1 0 0 cm " * 8_000_000)),
    "huge numbers": lambda: one_page(
        stream(b"BT /F1 9e99 Tf 1e300 -1e300 Td (report) Tj ET"), b"<< >>"
    ),
}


@pytest.fixture(autouse=True)
def _no_worker_left() -> Iterator[None]:
    yield
    stop_workers()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon(tmp_path: Path, name: str, bounded: Bounded) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(HOSTILE[name]())

    with bounded(), suppress(UnreadableReportError):
        assert len(read_report(path).text) < 40_000  # some have a little text that can be read

    assert [entry.name for entry in tmp_path.iterdir()] == ["报告.pdf"]


def test_a_file_of_half_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    with path.open("wb") as file:
        file.write(ORDINARY)
        file.truncate(500 * 1024 * 1024)

    with pytest.raises(ReportTooLargeError, match=r"500\.0 MB"):
        read_report(path)


def test_a_slow_file_is_stopped_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    parse_pdf(ORDINARY)
    monkeypatch.setattr(pdf_process, "_SECONDS", 0.0)
    with pytest.raises(PdfWorkerError) as caught:
        parse_pdf(_bomb(100, 2))
    monkeypatch.undo()

    assert caught.value.is_timeout
    assert parse_pdf(ORDINARY)["pages"][0]["pieces"][0][0] == "report"


def test_time_is_given_for_what_comes_out() -> None:
    stopped = threading.Event()

    with pdf_process._Deadline(0.2, stopped.set) as deadline:
        deadline.extend(20.0)
        assert not stopped.wait(0.5)


def test_a_process_that_gives_nothing_is_ended() -> None:
    stopped = threading.Event()

    def read_on() -> None:
        assert stopped.wait(5)
        raise EOFError

    with pytest.raises(PdfWorkerError) as caught, pdf_process._Deadline(0.0, stopped.set):
        read_on()

    assert caught.value.is_timeout


def test_a_file_of_countless_pieces_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_process, "MAX_PIECES", 2)
    stop_workers()
    path = tmp_path / "报告.pdf"
    path.write_bytes(one_page(stream(b"BT /F1 12 Tf 60 700 Td (a) Tj T* 0 -20 Td (b) Tj ET" * 3)))

    with pytest.raises(ReportTooLargeError, match="段以上"):
        read_report(path)


def test_a_process_that_ended_meanwhile_is_replaced() -> None:
    parse_pdf(ORDINARY)
    worker = pdf_process._idle[0]
    worker._process.kill()
    worker._process.wait()

    assert parse_pdf(ORDINARY)["pages"][0]["pieces"][0][0] == "report"
    assert pdf_process._idle[0] is not worker


def test_no_more_than_one_process_stays() -> None:
    parse_pdf(ORDINARY)
    first = pdf_process._idle[0]
    parse_pdf(ORDINARY)

    assert pdf_process._idle == [first]


def test_stopped_processes_are_gone() -> None:
    parse_pdf(ORDINARY)
    process = pdf_process._idle[0]._process
    stop_workers()

    assert process.poll() is not None
    assert not pdf_process._idle


def test_the_program_itself_can_be_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", "reviewer", pdf_process.WORKER_ARGUMENT, "9", "999", "99"]
    monkeypatch.setattr(pdf_process, "_command", lambda: command)
    stop_workers()

    assert parse_pdf(ORDINARY)["pages"][0]["pieces"][0][0] == "report"
    assert parse_pdf(pdf_of(CATALOGUE, b"<< /Type /Pages /Kids [] /Count 0 >>"))["error"]
