//! Times of day and distances from UTC.

/// A time of day, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    hour: u8,
    minute: u8,
    second: u8,
}

impl Clock {
    /// The time, if a clock shows it. The second 60 is a leap second; whether one can be there
    /// depends on the distance from UTC, so only the last minute of an hour has it here.
    pub fn new(hour: u8, minute: u8, second: u8) -> Option<Self> {
        let leap = minute == 59 && second == 60;
        (hour < 24 && minute < 60 && (second < 60 || leap)).then_some(Self {
            hour,
            minute,
            second,
        })
    }

    /// Reads `HH:MM`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        Self::new(two_digits(hour)?, two_digits(minute)?, 0)
    }

    /// From 0 to 23.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// From 0 to 59.
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// From 0 to 60.
    pub fn second(self) -> u8 {
        self.second
    }

    /// Seconds since midnight.
    pub fn seconds(self) -> i32 {
        (i32::from(self.hour) * 60 + i32::from(self.minute)) * 60 + i32::from(self.second)
    }
}

/// How far a local time is ahead of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset {
    minutes: i16,
}

impl Offset {
    /// UTC itself, `Z`.
    pub const UTC: Self = Self { minutes: 0 };

    /// The distance, if it is under a day: hours to 23 and minutes to 59.
    pub fn new(west: bool, hours: u8, minutes: u8) -> Option<Self> {
        let size = i16::from(hours) * 60 + i16::from(minutes);
        (hours < 24 && minutes < 60).then_some(Self {
            minutes: if west { -size } else { size },
        })
    }

    /// Minutes ahead of UTC; negative in the west.
    pub fn minutes(self) -> i16 {
        self.minutes
    }
}

/// The value of exactly two ASCII digits.
pub(super) fn two_digits(text: &str) -> Option<u8> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hours_and_minutes_in_two_digits_are_a_clock_time() {
        assert_eq!(Clock::parse("18:30"), Clock::new(18, 30, 0));
        for text in ["9:30", "24:00", "18:60", "18:30:00", "+1:+2", "late", ""] {
            assert_eq!(Clock::parse(text), None, "{text}");
        }
    }
}
