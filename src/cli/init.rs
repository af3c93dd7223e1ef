//! `saltpress init DIR`: a small, complete site of another county that builds at once.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use include_dir::{Dir, include_dir};

use super::{Outcome, report};
use crate::{Error, Result};

/// A made-up county; every file says so.
static SCAFFOLD: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/scaffold");

/// Arguments of `init`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// 新网站的文件夹（不存在或为空）
    #[arg(value_name = "文件夹")]
    dir: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let dir = &arguments.dir;
    if let Ok(mut entries) = fs::read_dir(dir)
        && entries.next().is_some()
    {
        return Err(Error::not_empty(dir));
    }
    write(&SCAFFOLD, dir)?;
    report::text(&format!(
        "已在 {} 建好一个示例网站（青禾县为虚构）。\n\
         生成网站：saltpress build --root {}\n\
         然后修改 content/site.yaml、content/units.yaml 和 content/home.yaml，\n\
         用 saltpress import policy 原文.txt 导入自己的文件。",
        dir.display(),
        dir.display()
    ));
    Ok(Outcome::Clean)
}

fn write(from: &Dir<'_>, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(|cause| Error::write(to, cause))?;
    for file in from.files() {
        if let Some(name) = file.path().file_name() {
            let path = to.join(name);
            fs::write(&path, file.contents()).map_err(|cause| Error::write(&path, cause))?;
        }
    }
    for inner in from.dirs() {
        if let Some(name) = inner.path().file_name() {
            write(inner, &to.join(name))?;
        }
    }
    Ok(())
}
