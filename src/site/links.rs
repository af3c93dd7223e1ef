//! What belongs to what: one model for all links between cases, clauses,
//! targets, units, enterprises, notices, services, readings and policies.
//!
//! A link has no direction: whoever names the other, both pages show it.

/// A subject that has a page. Numbers are indexes into the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// In `column.cases`.
    Case(u32),
    /// In `column.enterprises`.
    Enterprise(u32),
    /// In `column.notices`.
    Notice(u32),
    /// In `column.services`.
    Service(u32),
    /// In `column.readings`.
    Reading(u32),
    /// In `policies`.
    Policy(u32),
    /// Policy, clause.
    Clause(u32, u32),
    /// Policy, target.
    Target(u32, u32),
    /// In `units.list()`.
    Unit(u32),
}

/// All links, found from either end.
#[derive(Debug, Default)]
pub struct Links {
    /// Each link twice, by its first end; the second ends in their own order.
    pairs: Vec<(Node, Node)>,
}

impl Links {
    /// Makes the model from links in any order and direction; doubles count once.
    #[must_use]
    pub fn new(pairs: impl IntoIterator<Item = (Node, Node)>) -> Self {
        let mut pairs: Vec<(Node, Node)> =
            pairs.into_iter().filter(|(a, b)| a != b).flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self { pairs }
    }

    /// What is linked with `node`, kind by kind.
    pub fn of(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        let start = self.pairs.partition_point(|(from, _)| *from < node);
        self.pairs[start..].iter().take_while(move |(from, _)| *from == node).map(|(_, to)| *to)
    }

    /// Cases linked with `node`.
    pub fn cases(&self, node: Node) -> impl Iterator<Item = usize> + '_ {
        self.of(node).filter_map(|node| if let Node::Case(at) = node { Some(at as usize) } else { None })
    }

    /// Enterprises linked with `node`.
    pub fn enterprises(&self, node: Node) -> impl Iterator<Item = usize> + '_ {
        self.of(node)
            .filter_map(|node| if let Node::Enterprise(at) = node { Some(at as usize) } else { None })
    }

    /// Notices linked with `node`.
    pub fn notices(&self, node: Node) -> impl Iterator<Item = usize> + '_ {
        self.of(node).filter_map(|node| if let Node::Notice(at) = node { Some(at as usize) } else { None })
    }

    /// Lists of services linked with `node`.
    pub fn services(&self, node: Node) -> impl Iterator<Item = usize> + '_ {
        self.of(node).filter_map(|node| if let Node::Service(at) = node { Some(at as usize) } else { None })
    }

    /// Readings linked with `node`.
    pub fn readings(&self, node: Node) -> impl Iterator<Item = usize> + '_ {
        self.of(node).filter_map(|node| if let Node::Reading(at) = node { Some(at as usize) } else { None })
    }

    /// Clauses linked with `node`: policy, clause.
    pub fn clauses(&self, node: Node) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.of(node).filter_map(|node| match node {
            Node::Clause(policy, clause) => Some((policy as usize, clause as usize)),
            _ => None,
        })
    }

    /// Targets linked with `node`: policy, target.
    pub fn targets(&self, node: Node) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.of(node).filter_map(|node| match node {
            Node::Target(policy, target) => Some((policy as usize, target as usize)),
            _ => None,
        })
    }

    /// Units linked with `node`.
    pub fn units(&self, node: Node) -> impl Iterator<Item = usize> + '_ {
        self.of(node).filter_map(|node| if let Node::Unit(at) = node { Some(at as usize) } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_found_from_both_ends_and_once() {
        let (case, clause, unit) = (Node::Case(3), Node::Clause(0, 7), Node::Unit(1));
        let links = Links::new([(case, clause), (clause, case), (unit, case), (case, case)]);
        assert_eq!(links.of(case).collect::<Vec<_>>(), [clause, unit]);
        assert_eq!(links.cases(clause).collect::<Vec<_>>(), [3]);
        assert_eq!(links.clauses(case).collect::<Vec<_>>(), [(0, 7)]);
        assert_eq!(links.of(Node::Case(4)).count(), 0);
    }
}
