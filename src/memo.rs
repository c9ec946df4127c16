//! What a stage made last time, under what it was made from.
//!
//! A stage is a pure function, so what it made can be taken again as long as it would be made from the same. A build starts with
//! nothing remembered; a preview keeps its memory from one state of the files to the next. There is no other difference.

use std::sync::Arc;

use rayon::prelude::*;

/// A shared value as a key: equal to itself alone, so that comparing costs nothing however large it is.
pub(crate) struct Same<T: ?Sized>(Arc<T>);

impl<T: ?Sized> Same<T> {
    /// The value itself as the key.
    pub(crate) fn of(value: &Arc<T>) -> Self {
        Same(Arc::clone(value))
    }

    /// Whether it is this very value.
    pub(crate) fn is(&self, value: &Arc<T>) -> bool {
        Arc::ptr_eq(&self.0, value)
    }
}

impl<T: ?Sized> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Whether there is the very same value as before, or none as before.
pub(crate) fn is_same<T: ?Sized>(before: &Option<Same<T>>, now: Option<&Arc<T>>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => before.is(now),
        (before, now) => before.is_none() && now.is_none(),
    }
}

/// Whether two lists hold the very same values.
pub(crate) fn all_same<T: ?Sized>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| Arc::ptr_eq(a, b))
}

/// The last result of one function.
pub(crate) struct Slot<K, V> {
    last: Option<(K, V)>,
}

impl<K, V> Default for Slot<K, V> {
    fn default() -> Self {
        Slot { last: None }
    }
}

impl<K: PartialEq, V: Clone> Slot<K, V> {
    /// What was made from `key`; made now unless it was the last.
    pub(crate) fn get(&mut self, key: K, make: impl FnOnce() -> V) -> V {
        match &self.last {
            Some((last, value)) if *last == key => value.clone(),
            _ => {
                let value = make();
                self.last = Some((key, value.clone()));
                value
            }
        }
    }
}

/// A value that is often made anew and seldom differs. What follows from it is keyed by its identity, and stays if it is equal.
pub(crate) struct Kept<T> {
    last: Option<Arc<T>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept { last: None }
    }
}

impl<T: PartialEq> Kept<T> {
    /// The last value if the new one equals it, else the new one.
    pub(crate) fn keep(&mut self, new: T) -> Arc<T> {
        match &self.last {
            Some(last) if **last == new => Arc::clone(last),
            _ => Arc::clone(self.last.insert(Arc::new(new))),
        }
    }
}

/// The last results of a function over the members of a list, by position. All are forgotten when their common ground changes.
pub(crate) struct Row<G, K, V> {
    ground: Option<G>,
    slots: Vec<Option<(K, Arc<V>)>>,
}

impl<G, K, V> Default for Row<G, K, V> {
    fn default() -> Self {
        Row {
            ground: None,
            slots: Vec::new(),
        }
    }
}

impl<G: PartialEq, K: Send + Sync, V: Send + Sync> Row<G, K, V> {
    /// The value of every member: the last one where `is_right` says so, else one that is made now, in parallel.
    pub(crate) fn update(
        &mut self,
        ground: G,
        length: usize,
        is_right: impl Fn(usize, &K) -> bool,
        make: impl Fn(usize) -> (K, V) + Sync,
    ) -> Vec<Arc<V>> {
        self.update_unless(ground, length, is_right, make, |_, _| false)
    }

    /// The same, but a value that equals the one before stays that one.
    pub(crate) fn update_kept(
        &mut self,
        ground: G,
        length: usize,
        is_right: impl Fn(usize, &K) -> bool,
        make: impl Fn(usize) -> (K, V) + Sync,
    ) -> Vec<Arc<V>>
    where
        V: PartialEq,
    {
        self.update_unless(ground, length, is_right, make, V::eq)
    }

    fn update_unless(
        &mut self,
        ground: G,
        length: usize,
        is_right: impl Fn(usize, &K) -> bool,
        make: impl Fn(usize) -> (K, V) + Sync,
        is_equal: impl Fn(&V, &V) -> bool,
    ) -> Vec<Arc<V>> {
        if self.ground.as_ref() != Some(&ground) {
            self.slots.clear();
            self.ground = Some(ground);
        }
        self.slots.resize_with(length, || None);
        let is_stale = |at: &usize| match &self.slots[*at] {
            Some((key, _)) => !is_right(*at, key),
            None => true,
        };
        let stale: Vec<usize> = (0..length).filter(is_stale).collect();
        let made: Vec<(K, Arc<V>)> = stale
            .par_iter()
            .map(|at| {
                let (key, value) = make(*at);
                (key, Arc::new(value))
            })
            .collect();
        for (at, slot) in stale.into_iter().zip(made) {
            let before = self.slots[at].take().map(|(_, value)| value);
            let equal = before.filter(|before| is_equal(before, &slot.1));
            self.slots[at] = Some((slot.0, equal.unwrap_or(slot.1)));
        }
        let values = self.slots.iter().flatten();
        values.map(|(_, value)| Arc::clone(value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_slot_makes_again_only_for_another_key() {
        let (made, mut slot) = (Cell::new(0), Slot::default());
        let mut get = |key: u8| {
            slot.get(key, || {
                made.set(made.get() + 1);
                key * 2
            })
        };
        assert_eq!((get(1), get(1), get(2), get(1)), (2, 2, 4, 2));
        assert_eq!(made.get(), 3);
    }

    #[test]
    fn an_equal_value_keeps_its_identity() {
        let mut kept = Kept::default();
        let first = kept.keep(vec![1]);
        assert!(Arc::ptr_eq(&first, &kept.keep(vec![1])));
        assert!(!Arc::ptr_eq(&first, &kept.keep(vec![2])));
    }

    #[test]
    fn a_row_makes_what_is_stale_and_all_on_new_ground() {
        let mut row = Row::default();
        let update = |row: &mut Row<u8, u8, u8>, ground, keys: &[u8]| {
            let made = AtomicUsize::new(0);
            let values = row.update(
                ground,
                keys.len(),
                |at, key| *key == keys[at],
                |at| {
                    made.fetch_add(1, Ordering::Relaxed);
                    (keys[at], keys[at] + 10)
                },
            );
            let values: Vec<u8> = values.iter().map(|value| **value).collect();
            (values, made.into_inner())
        };
        assert_eq!(update(&mut row, 0, &[1, 2, 3]), (vec![11, 12, 13], 3));
        assert_eq!(update(&mut row, 0, &[1, 5, 3]), (vec![11, 15, 13], 1));
        assert_eq!(update(&mut row, 0, &[1, 5]), (vec![11, 15], 0));
        assert_eq!(update(&mut row, 1, &[1, 5]), (vec![11, 15], 2));
    }
}
