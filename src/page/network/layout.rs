//! Where the nodes of a drawing stand: connected ones near each other (after Fruchterman and Reingold, 1991), then moved apart until
//! neither they nor their labels overlap.
//!
//! It begins on a circle in the order given and takes a fixed number of steps. Only operations that IEEE 754 defines to the last bit are
//! used (no sines), so that the same case is drawn the same each time and on every machine.

/// Steps of attraction and repulsion.
const STEPS: usize = 260;

/// Rounds of moving apart before the drawing is made higher.
const ROUNDS: usize = 160;

/// How often it may be made higher. Each time gives a tenth more, which from the first height on is room for any labels.
const HEIGHTENINGS: usize = 40;

/// The room that a node takes with its label, from its middle.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// To either side.
    pub side: f64,
    /// Upwards.
    pub above: f64,
    /// Downwards.
    pub below: f64,
}

/// A link between two nodes, by their places, and how much it draws them together.
pub type Pull = (usize, usize, f64);

/// Places the nodes in a drawing of a fixed width. Gives their middles, and the height.
pub fn place(
    rooms: &[Room],
    pulls: &[Pull],
    width: f64,
    least_height: f64,
) -> (Vec<[f64; 2]>, f64) {
    let area: f64 = rooms
        .iter()
        .map(|room| 2.0 * room.side * (room.above + room.below))
        .sum();
    let mut height = least_height.max(area * 2.1 / width);
    let forces = spread(settle(rooms.len(), pulls));
    let mut points = Vec::new();
    for _ in 0..HEIGHTENINGS {
        points = forces
            .iter()
            .map(|[x, y]| [x * width, y * height])
            .collect();
        if part(&mut points, rooms, width, height) {
            break;
        }
        height *= 1.1;
    }
    (points, height)
}

/// The balance of forces, in no particular frame.
fn settle(count: usize, pulls: &[Pull]) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = (0..count).map(|at| on_circle(at, count)).collect();
    let ideal = 2.0 / (count as f64).sqrt();
    for step in 0..STEPS {
        let heat = 0.2 * (1.0 - step as f64 / STEPS as f64);
        let mut moves = repulsion(&points, ideal);
        for (one, other, strength) in pulls {
            let [dx, dy] = away(&points, *one, *other);
            let pull = length([dx, dy]) / ideal * strength;
            shift(&mut moves, *one, [-dx * pull, -dy * pull]);
            shift(&mut moves, *other, [dx * pull, dy * pull]);
        }
        for (point, push) in points.iter_mut().zip(&moves) {
            let push = [push[0] - point[0] * 0.35, push[1] - point[1] * 0.35];
            let far = length(push).max(1e-9);
            let scale = far.min(heat) / far;
            *point = [point[0] + push[0] * scale, point[1] + push[1] * scale];
        }
    }
    points
}

fn repulsion(points: &[[f64; 2]], ideal: f64) -> Vec<[f64; 2]> {
    let mut moves = vec![[0.0, 0.0]; points.len()];
    for one in 0..points.len() {
        for other in one + 1..points.len() {
            let [dx, dy] = away(points, one, other);
            let push = ideal * ideal / (dx * dx + dy * dy).max(1e-4);
            shift(&mut moves, one, [dx * push, dy * push]);
            shift(&mut moves, other, [-dx * push, -dy * push]);
        }
    }
    moves
}

/// From one point away from the other. Two at the same place part in a direction that their order decides.
fn away(points: &[[f64; 2]], one: usize, other: usize) -> [f64; 2] {
    let (a, b) = (points[one], points[other]);
    let [dx, dy] = [a[0] - b[0], a[1] - b[1]];
    if length([dx, dy]) > 1e-9 {
        return [dx, dy];
    }
    on_circle(one, other + 2).map(|part| part * 1e-3)
}

fn length([dx, dy]: [f64; 2]) -> f64 {
    (dx * dx + dy * dy).sqrt()
}

/// The circle's points by their rational form: (1 - t²) / (1 + t²), 2t / (1 + t²), for each half.
fn on_circle(at: usize, count: usize) -> [f64; 2] {
    let turn = 4.0 * at as f64 / count as f64;
    let (half, t) = if turn < 2.0 {
        (1.0, turn - 1.0)
    } else {
        (-1.0, turn - 3.0)
    };
    let under = 1.0 + t * t;
    [half * (1.0 - t * t) / under, half * 2.0 * t / under]
}

fn shift(moves: &mut [[f64; 2]], at: usize, by: [f64; 2]) {
    moves[at][0] += by[0];
    moves[at][1] += by[1];
}

/// Brings points into the unit square, half by their place and half by their rank, so that a crowd in the middle gets air.
fn spread(points: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    let axes = [0, 1].map(|axis| {
        let values: Vec<f64> = points.iter().map(|point| point[axis]).collect();
        spread_axis(&values)
    });
    axes[0]
        .iter()
        .zip(&axes[1])
        .map(|(x, y)| [*x, *y])
        .collect()
}

fn spread_axis(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]).then(a.cmp(b)));
    let (Some(first), Some(last)) = (order.first(), order.last()) else {
        return Vec::new();
    };
    let (least, most) = (values[*first], values[*last]);
    let mut spread = vec![0.5; values.len()];
    if values.len() > 1 {
        for (rank, at) in order.iter().enumerate() {
            let by_place = (values[*at] - least) / (most - least).max(1e-9);
            let by_rank = rank as f64 / (values.len() - 1) as f64;
            spread[*at] = 0.5 * by_place + 0.5 * by_rank;
        }
    }
    spread
}

/// Moves nodes apart until no two overlap; whether that was reached.
fn part(points: &mut [[f64; 2]], rooms: &[Room], width: f64, height: f64) -> bool {
    for _ in 0..ROUNDS {
        for (point, room) in points.iter_mut().zip(rooms) {
            point[0] = within(point[0], room.side, width - room.side);
            point[1] = within(point[1], room.above, height - room.below);
        }
        if !push_apart(points, rooms) {
            return true;
        }
    }
    false
}

/// One round; whether anything overlapped.
fn push_apart(points: &mut [[f64; 2]], rooms: &[Room]) -> bool {
    let mut moved = false;
    for one in 0..points.len() {
        for other in one + 1..points.len() {
            if let Some([dx, dy]) = overlap(points[one], rooms[one], points[other], rooms[other]) {
                moved = true;
                points[one] = [points[one][0] - dx / 2.0, points[one][1] - dy / 2.0];
                points[other] = [points[other][0] + dx / 2.0, points[other][1] + dy / 2.0];
            }
        }
    }
    moved
}

/// How far the second must be moved from the first: the shorter way, sideways or up and down.
pub(super) fn overlap(a: [f64; 2], a_room: Room, b: [f64; 2], b_room: Room) -> Option<[f64; 2]> {
    let wide = a_room.side + b_room.side - (b[0] - a[0]).abs();
    let down = a[1] + a_room.below - (b[1] - b_room.above);
    let up = b[1] + b_room.below - (a[1] - a_room.above);
    if wide <= 0.0 || down <= 0.0 || up <= 0.0 {
        return None;
    }
    let sideways = if b[0] < a[0] { -wide } else { wide };
    // A little more than the overlap, so that it ends.
    Some(if wide < down.min(up) {
        [sideways * 1.02 + sideways.signum() * 0.1, 0.0]
    } else if down <= up {
        [0.0, down * 1.02 + 0.1]
    } else {
        [0.0, -up * 1.02 - 0.1]
    })
}

/// Like `clamp`, for a label that may be wider than the drawing.
fn within(value: f64, least: f64, most: f64) -> f64 {
    if least > most {
        return (least + most) / 2.0;
    }
    value.clamp(least, most)
}
