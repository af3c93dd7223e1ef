//! Which pictures a build asks for, and where each is asked for.

use std::collections::BTreeMap;

use crate::problem::Place;

/// Where a source names a picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The file, relative to the project's root, with `/`.
    pub path: String,
    /// `None` where the place in it is not known.
    pub place: Option<Place>,
}

/// The pictures that a build asks for, by their path relative to the project's
/// root, with `/`. Of several references to one picture the first is kept, by
/// path and place, so that the order of asking makes no difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pictures: BTreeMap<String, Option<Reference>>,
}

impl Wanted {
    /// Asks for the picture at `source`; `from` is where it is named.
    pub fn add(&mut self, source: impl Into<String>, from: Option<Reference>) {
        let known = self.pictures.entry(source.into()).or_default();
        *known = match (known.take(), from) {
            (Some(known), Some(from)) => Some(known.min(from)),
            (known, from) => known.or(from),
        };
    }

    /// How many pictures.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pictures.len()
    }

    /// Whether no picture is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pictures.is_empty()
    }

    /// Every picture with its first reference, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&Reference>)> {
        self.pictures.iter().map(|(source, from)| (source.as_str(), from.as_ref()))
    }
}

impl<S: Into<String>> FromIterator<S> for Wanted {
    fn from_iter<I: IntoIterator<Item = S>>(sources: I) -> Self {
        let mut wanted = Self::default();
        for source in sources {
            wanted.add(source, None);
        }
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_reference_is_kept_whatever_the_order_of_asking() {
        let reference = |path: &str| Some(Reference { path: path.to_owned(), place: None });
        let (mut forth, mut back) = (Wanted::default(), Wanted::default());
        let asked = [reference("b.md"), None, reference("a.md"), reference("c.md")];
        for from in &asked {
            forth.add("x.jpg", from.clone());
        }
        for from in asked.into_iter().rev() {
            back.add("x.jpg", from);
        }
        assert_eq!(forth, back);
        assert_eq!(forth.iter().next(), Some(("x.jpg", reference("a.md").as_ref())));
    }
}
