//! The zip container of a workbook: its parts by name.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use zip::ZipArchive;

use super::Refusal;

/// A part as it is inflated.
pub(super) type Part<'p> = BufReader<Box<dyn Read + 'p>>;

/// An open container.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Lower-case name with `/` → place: producers disagree on the case.
    names: BTreeMap<String, usize>,
}

impl<'a> Package<'a> {
    /// Opens the container; nothing is inflated yet.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::damaged())?;
        let mut names = BTreeMap::new();
        for at in 0..zip.len() {
            let name = zip.name_for_index(at).and_then(Result::ok).unwrap_or_default();
            names.insert(name.replace('\\', "/").to_lowercase(), at);
        }
        Ok(Self { zip, names })
    }

    /// How many parts there are.
    pub(super) fn len(&self) -> usize {
        self.zip.len()
    }

    /// Whether some part's lower-case name fulfils `is_wanted`.
    pub(super) fn has(&self, is_wanted: impl Fn(&str) -> bool) -> bool {
        self.names.keys().any(|name| is_wanted(name))
    }

    /// The names of the parts, in lower case, that fulfil `is_wanted`.
    pub(super) fn names(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        self.names.keys().filter(|name| is_wanted(name)).cloned().collect()
    }

    /// The part with this name; `None` where there is none.
    pub(super) fn named(&mut self, name: &str) -> Option<Result<Part<'_>, Refusal>> {
        let at = *self.names.get(name)?;
        Some(self.part(at))
    }

    /// The part at `at`, and whether it is encrypted.
    pub(super) fn part(&mut self, at: usize) -> Result<Part<'_>, Refusal> {
        let is_encrypted = self.zip.by_index_raw(at).is_ok_and(|part| part.encrypted());
        if is_encrypted {
            return Err(Refusal::new("压缩包设了密码，打不开", "去掉密码，另存为“Excel 工作簿（*.xlsx）”"));
        }
        let part = self.zip.by_index(at).map_err(|_| Refusal::damaged())?;
        Ok(BufReader::new(Box::new(part)))
    }

    /// A reader of the XML part with this name; `None` where there is none.
    pub(super) fn xml(&mut self, name: &str) -> Option<Result<Reader<Part<'_>>, Refusal>> {
        let at = *self.names.get(&name.to_lowercase())?;
        let reader = self.part(at).map(|part| {
            let mut reader = Reader::from_reader(part);
            let config = reader.config_mut();
            config.expand_empty_elements = true;
            config.check_end_names = false;
            reader
        });
        Some(reader)
    }
}
