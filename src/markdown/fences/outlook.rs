//! How many faults there are below a mark if the reading goes on from there.

use super::mark::Mark;

/// Longer fences count as this long.
const LONGEST: usize = 16;

/// For each mark, what follows it.
#[derive(Debug)]
pub(super) struct Outlook {
    /// The index of the mark that closes the block which this one opens.
    close: Vec<Option<usize>>,
    /// How many faults there are from this mark on, if it is outside any block.
    faults: Vec<usize>,
    /// How many marks before this one would open a block like one of this character and length.
    opening: Vec<[[u32; LONGEST + 1]; 2]>,
}

impl Outlook {
    pub(super) fn of(marks: &[Mark]) -> Self {
        let mut opening = Vec::with_capacity(marks.len() + 1);
        let mut count = [[0; LONGEST + 1]; 2];
        opening.push(count);
        for mark in marks {
            if mark.info().is_some() {
                for each in count.get_mut(row(*mark)).into_iter().flatten().take(length(*mark) + 1) {
                    *each += 1;
                }
            }
            opening.push(count);
        }
        let mut outlook = Self { close: vec![None; marks.len()], faults: vec![0; marks.len() + 1], opening };
        let mut next: [[Option<usize>; LONGEST + 1]; 2] = [[None; LONGEST + 1]; 2];
        for (index, mark) in marks.iter().enumerate().rev() {
            let close = next.get(row(*mark)).and_then(|row| row.get(length(*mark)).copied().flatten());
            let faults = if mark.opens() {
                match close {
                    Some(close) => outlook.within(*mark, index, close) + outlook.faults_from(close + 1),
                    None => outlook.unclosed(*mark, index),
                }
            } else {
                outlook.faults_from(index + 1)
            };
            if let (Some(own), Some(found)) = (outlook.close.get_mut(index), outlook.faults.get_mut(index)) {
                (*own, *found) = (close, faults);
            }
            if mark.is_bare() {
                for each in next.get_mut(row(*mark)).into_iter().flatten().take(length(*mark) + 1) {
                    *each = Some(index);
                }
            }
        }
        outlook
    }

    /// The index of the mark that closes the block which the mark at `index` opens.
    pub(super) fn close(&self, index: usize) -> Option<usize> {
        self.close.get(index).copied().flatten()
    }

    /// How many faults there are from the mark at `index` on, which is outside any block.
    pub(super) fn faults_from(&self, index: usize) -> usize {
        self.faults.get(index).copied().unwrap_or(0)
    }

    /// How many faults a block has that `open`, the mark at `index`, opens and nothing closes. The fences in it are faults
    /// even if they are shorter.
    pub(super) fn unclosed(&self, open: Mark, index: usize) -> usize {
        1 + self.count(open, 3, index, self.opening.len() - 1)
    }

    /// How many marks after the one at `index`, which is `open`, and before the one at `end` would open another block.
    pub(super) fn within(&self, open: Mark, index: usize, end: usize) -> usize {
        self.count(open, length(open), index, end)
    }

    fn count(&self, open: Mark, length: usize, index: usize, end: usize) -> usize {
        let before = |index: usize| {
            let row = self.opening.get(index).and_then(|count| count.get(row(open)));
            row.and_then(|row| row.get(length)).copied().unwrap_or(0)
        };
        before(end).saturating_sub(before(index + 1)) as usize
    }
}

fn row(mark: Mark) -> usize {
    usize::from(mark.char == '~')
}

fn length(mark: Mark) -> usize {
    mark.length().min(LONGEST)
}
