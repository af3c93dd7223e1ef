"""Start `saltpress serve` on many cases, save one of them again and again, and print how long each takes.

    bash benches/preview/run [--pages 10000] [--runs 7] [--folder /dev/shm] [--json OUT.json]

start: from the start of the program to the last byte of the home page; the first run finds no cache of a
run before ("cold"), the others do.  page, list: from the end of the write of a case to the last byte of its
page, and of the first page of the list of cases, with the new title in it, as the page's own script asks for
them; both tabs are open.  work: what the program says it needed for reading and issuing.  The difference is
the pause of 50 ms in which the rest of a save may come, and printing.  Milliseconds, median (least-most).
"""
import argparse
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
SALTPRESS = os.environ.get("SALTPRESS", os.path.join(TARGET, "release/saltpress"))
LIST = "/cases/index.html"


def corpus(pages, folder):
    script = os.path.join(ROOT, "benches/peers/gen_corpus.py")
    site = os.path.join(folder, "site")
    subprocess.run([sys.executable, script, "--pages", str(pages), "--format", "saltpress", "--out", site],
                   check=True, stderr=subprocess.DEVNULL)
    return site


class Preview:
    def __init__(self, site):
        self.start = time.monotonic()
        self.process = subprocess.Popen([SALTPRESS, "serve", "--root", site, "--port", "0", "--today", "2026-11-26"],
                                        stdout=subprocess.PIPE, text=True)
        first = self.process.stdout.readline()
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", first).group(1))
        self.work = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            found = re.search(r"用时 (\d+) 毫秒", line)
            if found:
                self.work.append(int(found.group(1)))

    def get(self, address):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    def changed(self, address, mark, wanted):
        """When `address` shows `wanted`."""
        query = urllib.parse.urlencode({"page": address, "mark": mark})
        while True:
            self.get("/__changed?" + query)
            body = self.get(address)[1]
            if wanted in body:
                return time.monotonic()
            query = urllib.parse.urlencode({"page": address, "mark": mark_of(body)})

    def end(self):
        self.process.terminate()
        self.process.wait()


def mark_of(body):
    return re.search(r'data-mark="?([0-9a-f]+)', body).group(1)


def starts(site, runs):
    found = []
    for _ in range(runs + 1):
        preview = Preview(site)
        status, _ = preview.get("/")
        found.append((time.monotonic() - preview.start) * 1000)
        assert status == 200
        preview.end()
    return found


def saves(site, runs):
    preview = Preview(site)
    first = re.search(r'href="?(case-\d+)\.html', preview.get(LIST)[1]).group(1)
    path = os.path.join(site, "content/cases", first + ".md")
    page = "/cases/%s.html" % first
    with open(path, encoding="utf-8") as file:
        text = file.read()
    found = {"page": [], "list": []}
    for number in range(runs):
        wanted = "第%d次改过的标题" % number
        marks = {"page": (page, mark_of(preview.get(page)[1])), "list": (LIST, mark_of(preview.get(LIST)[1]))}
        ends = {}

        def wait(name):
            ends[name] = preview.changed(*marks[name], wanted)

        threads = [threading.Thread(target=wait, args=(name,)) for name in marks]
        for thread in threads:
            thread.start()
        time.sleep(1)
        draft = path + "~"
        with open(draft, "w", encoding="utf-8") as file:
            file.write(re.sub(r'标题: ".*?"', '标题: "%s"' % wanted, text, count=1) + "\n" + wanted + "。\n")
        os.replace(draft, path)
        saved = time.monotonic()
        for thread in threads:
            thread.join()
        for name, end in ends.items():
            found[name].append((end - saved) * 1000)
    time.sleep(0.5)
    found["work"] = preview.work[1:]
    preview.end()
    return found


def told(name, values):
    print("| %-20s | %.0f (%.0f-%.0f) | %d |" % (
        name, statistics.median(values), min(values), max(values), len(values)), flush=True)
    return {"what": name, "median_ms": statistics.median(values), "all_ms": values}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--pages", type=int, default=10000)
    p.add_argument("--runs", type=int, default=7)
    p.add_argument("--folder", default="/dev/shm")
    p.add_argument("--json")
    a = p.parse_args()
    with tempfile.TemporaryDirectory(dir=a.folder) as folder:
        site = corpus(a.pages, folder)
        print("%d cases\n\n| what | ms | runs |\n| --- | ---: | ---: |" % a.pages)
        cold, *warm = starts(site, a.runs)
        records = [told("start, cold", [cold]), told("start", warm)]
        found = saves(site, a.runs)
        records += [told("save → " + name, found[name]) for name in ["page", "list", "work"]]
    if a.json:
        with open(a.json, "w", encoding="utf-8") as file:
            json.dump(records, file, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    main()
