//! What the templates of the column get; see `page::view` for the rules.

mod article;
mod cards;
mod list;
mod picture;
pub mod service;

use crate::page::view::Link;
use serde::Serialize;

pub use article::{
    CaseView, EnterpriseView, FactRow, FileView, HighlightView, NextSteps, NoticeView, ReadingView, TierStep,
};
pub use cards::{CaseCard, EnterpriseCard, MarkView, NoticeCard, ReadingCard, ServiceCard, StateView};
pub use list::{
    CaseListView, Choice, ColumnView, EnterpriseListView, FacetView, FeedLink, LadderStep, NoticeListView,
    PagingView, ReadingListView,
};
pub use picture::{FigureView, PictureView, SourceView};

/// What the column has on a page of the plan: a measure's, a unit's, a target's, the policy's.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FromColumn {
    /// Cases that used it.
    pub cases: Vec<CaseCard>,
    /// How many there are in all.
    pub case_count: usize,
    /// Notices, those that are open in front.
    pub notices: Vec<NoticeCard>,
    /// Lists of services.
    pub services: Vec<ServiceCard>,
    /// Readings.
    pub readings: Vec<ReadingCard>,
}

/// A page that has moved.
#[derive(Debug, Clone, Serialize)]
pub struct MovedView {
    /// Where to.
    pub to: Link,
}
