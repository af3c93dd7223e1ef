//! A text that a command reads and tells about, without a project around it.

use std::path::PathBuf;

use clap::Args;

use super::Format;
use crate::Result;
use crate::policy::{Outline, outline};
use crate::problem::Problems;
use crate::source::SourceFile;

/// Which text, and how it is told about.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// 原文（.txt，UTF-8 或 GB18030）
    #[arg(value_name = "文件")]
    file: PathBuf,
    /// 输出方式：text 给人看（默认），json 给程序用
    #[arg(long, value_name = "方式", value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

impl Arguments {
    /// What the text says. A file that is no text is a problem and says nothing.
    pub(super) fn outline(&self, problems: &mut Problems) -> Result<Outline> {
        Ok(match SourceFile::read(&self.file)? {
            Ok(file) => outline::read(&file, problems),
            Err(problem) => {
                problems.add(problem);
                Outline::default()
            }
        })
    }
}
