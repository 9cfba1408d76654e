"""Pictures of a page in headless Chromium: desktop and phone, light and dark.

Speaks the DevTools protocol over a pipe, because only so the phone's width, pixel ratio and colour scheme are real.
Errors that the page writes to its console are printed and make the command fail.
"""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SIZES = {"desktop": (1440, 900, 1, False), "phone": (390, 844, 2, True)}
THEMES = ("light", "dark")
HEIGHT_MAX = 12_000
FLAGS = ["--headless", "--no-sandbox", "--disable-quic", "--disable-background-networking", "--use-angle=swiftshader",
         "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist", "--hide-scrollbars", "--no-first-run"]


def add_arguments(parser):
    parser.set_defaults(action=run)
    parser.add_argument("page", help="an HTML file or a URL")
    parser.add_argument("out", help="a .png for one picture; else a prefix: PREFIX.desktop.light.png ...")
    parser.add_argument("--size", default="all", choices=["all", *SIZES])
    parser.add_argument("--theme", default="all", choices=["all", *THEMES])
    parser.add_argument("--full", action="store_true", help="the whole page, not only the first screen")
    parser.add_argument("--wait", type=int, default=500, metavar="MS", help="after loading; default 500")


class Browser:
    """One Chromium with a profile of its own, which is removed at the end. Use as a context manager."""

    def __init__(self):
        self.problems = []
        self._profile = tempfile.TemporaryDirectory(prefix="bailiwick-shot-", ignore_cleanup_errors=True)
        self._buffer = b""
        self._id = 0
        read_theirs, self._write = os.pipe()
        self._read, write_theirs = os.pipe()
        # Chromium reads from descriptor 3 and writes to 4.
        shell = f'exec "$@" 3<&{read_theirs} 4>&{write_theirs}'
        command = ["chromium-headless-shell", *FLAGS, f"--user-data-dir={self._profile.name}", "--remote-debugging-pipe",
                   "about:blank"]
        self._process = subprocess.Popen(["bash", "-c", shell, "bash", *command], pass_fds=[read_theirs, write_theirs],
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(read_theirs)
        os.close(write_theirs)
        self._session = None

    def __enter__(self):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(self, *_):
        self._session = None
        try:
            self.call("Browser.close")
            self._process.wait(timeout=10)
        except (EOFError, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._write)
        os.close(self._read)
        self._profile.cleanup()

    def _receive(self):
        while b"\0" not in self._buffer:
            piece = os.read(self._read, 1 << 16)
            if not piece:
                raise EOFError("Chromium ended")
            self._buffer += piece
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def _note(self, event):
        parameters = event.get("params", {})
        if event.get("method") == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.problems.append(details.get("exception", {}).get("description") or details["text"])
        elif event.get("method") == "Log.entryAdded" and parameters["entry"]["level"] == "error":
            self.problems.append(parameters["entry"]["text"])
        elif event.get("method") == "Runtime.consoleAPICalled" and parameters["type"] == "error":
            texts = [str(part.get("value", part.get("description", ""))) for part in parameters["args"]]
            self.problems.append(" ".join(texts))

    def call(self, method, **parameters):
        self._id += 1
        message = {"id": self._id, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._id:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self._note(answer)

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        return answer["result"].get("value")


def take(browser, url, size, theme, options):
    """The picture as PNG bytes."""
    width, height, ratio, is_phone = SIZES[size]
    metrics = {"width": width, "deviceScaleFactor": ratio, "mobile": is_phone}
    browser.call("Emulation.setDeviceMetricsOverride", height=height, **metrics)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
    problem = browser.call("Page.navigate", url=url).get("errorText")
    if problem:
        raise RuntimeError(f"{url}: {problem}")
    browser.evaluate("new Promise(done =>"
                     " document.readyState === 'complete' ? done() : addEventListener('load', done))")
    browser.evaluate(f"new Promise(done => setTimeout(done, {options.wait}))")
    if options.full:
        whole = browser.evaluate("Math.ceil(document.documentElement.scrollHeight)")
        browser.call("Emulation.setDeviceMetricsOverride", height=min(max(whole, height), HEIGHT_MAX), **metrics)
        browser.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    wide = browser.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        print(f"  note: the page is {wide} px wide, {wide - width} more than the {size} screen")
    return base64.b64decode(browser.call("Page.captureScreenshot", format="png")["data"])


def url_of(page):
    return page if "://" in page else pathlib.Path(page).resolve(strict=True).as_uri()


def run(options):
    url = url_of(options.page)
    sizes = SIZES if options.size == "all" else [options.size]
    themes = THEMES if options.theme == "all" else [options.theme]
    is_single = len(sizes) == 1 and len(themes) == 1
    problems = set()
    for size in sizes:
        for theme in themes:
            name = f"{options.out.removesuffix('.png')}.{size}.{theme}.png"
            path = pathlib.Path(options.out if is_single and options.out.endswith(".png") else name)
            path.parent.mkdir(parents=True, exist_ok=True)
            with Browser() as browser:
                path.write_bytes(take(browser, url, size, theme, options))
                problems.update(browser.problems)
            print(path)
    for problem in sorted(problems):
        print(f"error on the page: {problem}", file=sys.stderr)
    return 1 if problems else 0
