//! Profiles of small cases.
