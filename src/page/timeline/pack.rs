//! Puts marks of a lane into rows, so that none lies upon another.

/// A full row is looked into only as long as it holds few: beyond, only what lies after its end is free.
const FEW: usize = 48;

/// The rows of a lane, as they fill.
#[derive(Debug, Default)]
pub struct Rows {
    rows: Vec<Row>,
}

#[derive(Debug, Default)]
struct Row {
    taken: Vec<(f64, f64)>,
    end: f64,
}

impl Rows {
    /// How many rows hold something.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The first row in which `from` to `to` is free, and in the `height` − 1 rows after it.
    pub fn first_free(&self, from: f64, to: f64, height: usize) -> usize {
        let mut run = 0;
        for at in 0..self.rows.len() {
            run = if self.is_free(at, from, to) {
                run + 1
            } else {
                0
            };
            if run == height {
                return at + 1 - height;
            }
        }
        self.rows.len() - run
    }

    /// Whether `from` to `to` is free in a row.
    pub fn is_free(&self, row: usize, from: f64, to: f64) -> bool {
        self.rows.get(row).is_none_or(|row| {
            let clear = |(a, b): &(f64, f64)| to <= *a || *b <= from;
            from >= row.end || (row.taken.len() < FEW && row.taken.iter().all(clear))
        })
    }

    /// Takes `from` to `to` in `height` rows from `row` on.
    pub fn take(&mut self, row: usize, height: usize, from: f64, to: f64) {
        while self.rows.len() < row + height {
            self.rows.push(Row {
                end: f64::NEG_INFINITY,
                ..Row::default()
            });
        }
        for row in &mut self.rows[row..row + height] {
            row.taken.push((from, to));
            row.end = row.end.max(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_lies_upon_another() {
        let mut rows = Rows::default();
        let mut placed: Vec<(usize, usize, f64, f64)> = Vec::new();
        // Positions in no order, of several lengths and heights.
        for n in 0..400_u32 {
            let from = f64::from(n * 37 % 500);
            let to = from + 10.0 + f64::from(n * 13 % 90);
            let height = if n % 17 == 0 { 3 } else { 1 };
            let row = rows.first_free(from, to, height);
            rows.take(row, height, from, to);
            for (at, tall, a, b) in &placed {
                let apart = row >= at + tall || *at >= row + height || to <= *a || *b <= from;
                assert!(apart, "{n}");
            }
            placed.push((row, height, from, to));
        }
    }

    #[test]
    fn a_row_is_used_again_where_it_is_free() {
        let mut rows = Rows::default();
        rows.take(0, 1, 100.0, 200.0);
        assert_eq!(rows.first_free(0.0, 100.0, 1), 0);
        assert_eq!(rows.first_free(150.0, 160.0, 1), 1);
        assert_eq!(rows.first_free(200.0, 300.0, 2), 0);
        assert_eq!(rows.count(), 1);
    }
}
