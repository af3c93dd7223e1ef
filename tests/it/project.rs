//! A project in a temporary folder: files in, the program run, its answer and its output.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

/// A small project; gone when dropped.
pub(crate) struct Project {
    dir: TempDir,
}

/// What a command answered.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    /// The site that `init` writes.
    pub(crate) fn scaffold() -> Self {
        let project = Self::empty();
        let answer = project.run_raw(&["init", &project.path("").display().to_string()]);
        assert_eq!(answer.code, 0, "{}", answer.err);
        project
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self { dir: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The same with one more file, or another text in one.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    /// The same with a file of any bytes.
    /// With a list of services whose entries stand in a workbook: one column, one entry.
    pub(crate) fn list_in_workbook(self, entry: &str) -> Self {
        let list = "名称: 产品\n类别: 其他服务\n来源: 县经信局\n更新时间: 2026-01-05\n对象: 企业\n\
                    数据: d.xlsx\n列:\n  - {名称: 产品}\n";
        self.file("content/services/extra.yaml", list)
            .bytes("content/services/d.xlsx", &workbook("产品", entry))
    }

    pub(crate) fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        self
    }

    /// The same with `from` replaced in a file; it must be there.
    pub(crate) fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.path(path)).expect("the file");
        assert!(text.contains(from), "{path} has no {from}");
        self.file(path, &text.replacen(from, to, 1))
    }

    /// The same without a file that is there.
    pub(crate) fn without(self, path: &str) -> Self {
        fs::remove_file(self.path(path)).expect("the file");
        self
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    /// Runs a command on this project, for one fixed day.
    pub(crate) fn run(&self, command: &str) -> Answer {
        let root = self.dir.path().display().to_string();
        self.run_raw(&[command, "--root", &root, "--today", "2026-01-15"])
    }

    pub(crate) fn run_raw(&self, arguments: &[&str]) -> Answer {
        let output = Command::new(PROGRAM)
            .args(arguments)
            .current_dir(self.dir.path())
            .output()
            .expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Answer {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Everything that is published, by path.
    pub(crate) fn published(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path("public"))
    }
}

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_saltpress");

/// Runs the program in this folder.
pub(crate) fn saltpress(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().expect("the program runs")
}

/// The files below a folder without those that start with a point.
pub(crate) fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(dir)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.'));
    walk.map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(dir).expect("below").to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

/// A workbook with one column and one entry.
pub(crate) fn workbook(head: &str, cell: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, head).unwrap();
    sheet.write_string(1, 0, cell).unwrap();
    book.save_to_buffer().unwrap()
}

impl Answer {
    /// The answer holds `place` and `message` in one problem: of an inspection, that is what was
    /// asked for; of other commands, it stands beside that.
    pub(crate) fn expect_problem(&self, place: &str, message: &str) {
        let all = self.all();
        let found = all.split("\n\n").any(|problem| problem.contains(place) && problem.contains(message));
        assert!(found, "no problem “{message}” at {place} in:\n{all}");
    }

    /// What it wrote, to either stream.
    pub(crate) fn all(&self) -> String {
        [self.err.as_str(), &self.out].join("\n\n")
    }
}
