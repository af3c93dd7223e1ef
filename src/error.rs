//! What the machine refused: a folder, a disk, a port. Exit code 2.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A refusal of the machine, with the path it concerns and the cause.
#[derive(Debug)]
pub struct Error {
    what: &'static str,
    path: PathBuf,
    cause: Option<io::Error>,
}

impl Error {
    /// A file or folder that could not be read.
    #[must_use]
    pub fn read(path: &Path, cause: io::Error) -> Self {
        Self { what: "无法读取", path: path.to_owned(), cause: Some(cause) }
    }

    /// A file or folder that could not be written, moved or removed.
    #[must_use]
    pub fn write(path: &Path, cause: io::Error) -> Self {
        Self { what: "无法写入", path: path.to_owned(), cause: Some(cause) }
    }

    /// A root that is no project.
    #[must_use]
    pub fn no_project(path: &Path) -> Self {
        Self { what: "找不到项目文件夹", path: path.to_owned(), cause: None }
    }

    /// A folder that should hold a built site, and is none.
    #[must_use]
    pub fn no_built_site(path: &Path) -> Self {
        Self { what: "找不到这个网站文件夹", path: path.to_owned(), cause: None }
    }

    /// Another build holds the output folder.
    #[must_use]
    pub fn busy(path: &Path) -> Self {
        Self {
            what: "另一个 saltpress 正在写这个文件夹，请等它结束后再试",
            path: path.to_owned(),
            cause: None,
        }
    }

    /// An output folder in which a site would lie among the project's own files.
    #[must_use]
    pub fn misplaced(path: &Path) -> Self {
        Self {
            what: "网站不能写在这里，会和项目的文件混在一起；请用 --out 另选一个文件夹",
            path: path.to_owned(),
            cause: None,
        }
    }

    /// An output folder with files that are no part of a site.
    #[must_use]
    pub fn foreign(path: &Path) -> Self {
        Self {
            what: "文件夹里已有别的文件，为免覆盖没有写入；请换一个空文件夹，确定要用请加 --force",
            path: path.to_owned(),
            cause: None,
        }
    }

    /// A port that cannot be listened on.
    #[must_use]
    pub fn port(port: u16, cause: io::Error) -> Self {
        let what = match cause.kind() {
            io::ErrorKind::AddrInUse => {
                "端口被别的程序占用，请用 --port 换一个，或不写 --port 由程序找一个空着的"
            }
            io::ErrorKind::PermissionDenied => "没有权限使用这个端口，请用 --port 换一个 1024 以上的",
            _ => "端口打不开，请用 --port 换一个",
        };
        Self { what, path: PathBuf::from(format!("127.0.0.1:{port}")), cause: Some(cause) }
    }

    /// A file of a built site that is missing or damaged.
    #[must_use]
    pub fn incomplete(path: &Path) -> Self {
        Self {
            what: "搜索索引不完整，请先生成网站（saltpress build）", path: path.to_owned(), cause: None
        }
    }

    /// A folder that must be empty and is not.
    #[must_use]
    pub fn not_empty(path: &Path) -> Self {
        Self {
            what: "文件夹不是空的，为免覆盖已有文件，没有写入", path: path.to_owned(), cause: None
        }
    }

    /// A file that stands where another was to be written.
    #[must_use]
    pub fn exists(path: &Path) -> Self {
        Self {
            what: "文件已经存在，没有覆盖（要覆盖请加 --force）", path: path.to_owned(), cause: None
        }
    }

    /// The system's own words, translated where they are common.
    #[must_use]
    pub fn cause(&self) -> String {
        let Some(cause) = &self.cause else { return String::new() };
        match cause.kind() {
            io::ErrorKind::NotFound => "文件或文件夹不存在".to_owned(),
            io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
            io::ErrorKind::StorageFull => "磁盘已满".to_owned(),
            io::ErrorKind::IsADirectory => "这是文件夹，不是文件".to_owned(),
            io::ErrorKind::NotADirectory => "路径中有一段不是文件夹".to_owned(),
            io::ErrorKind::ReadOnlyFilesystem => "磁盘只读".to_owned(),
            io::ErrorKind::FileTooLarge => "文件超过系统允许的大小".to_owned(),
            io::ErrorKind::AddrInUse => "地址已在使用".to_owned(),
            // Loops of links have no kind of their own yet: ELOOP of Linux and of macOS.
            _ if cfg!(unix) && matches!(cause.raw_os_error(), Some(40 | 62)) => "链接绕成了圈".to_owned(),
            _ => cause.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.what, self.path.display())?;
        if self.cause.is_some() {
            write!(f, "（{}）", self.cause())?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
