//! What the environment asks for.

use std::path::PathBuf;

/// The environment's settings, read once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `CUDA_EMULATOR_SM`: the architecture, 80, 89, 90 or 120.
    pub sm: u32,
    /// `CUDA_EMULATOR_SEED`: the order of blocks and warps.
    pub seed: u64,
    /// `CUDA_EMULATOR_GLOBAL_RACES=1`: faults where threads race on global memory.
    pub global_races: bool,
    /// `CUDA_EMULATOR_DUMP`: a folder for each module's PTX.
    pub dump: Option<PathBuf>,
    /// `CUDA_EMULATOR_EXECUTE=no`: load and check, and run only what is as small as a runtime's probes.
    pub execute: bool,
    /// `CUDA_EMULATOR_TRACE=1`: every call and launch on standard error.
    pub trace: bool,
    /// `CUDA_EMULATOR_LOG`: a file that faults are appended to.
    pub log: Option<PathBuf>,
}

impl Settings {
    /// Reads the environment.
    ///
    /// # Errors
    /// One line that names the variable and what it takes.
    pub fn from_environment() -> Result<Self, String> {
        Self::read(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let choose = |name: &str, default: &str, values: &[&str]| {
            let value = variable(name).unwrap_or_else(|| default.to_string());
            let known = values.contains(&value.as_str());
            if known { Ok(value) } else { Err(format!("{name} is one of {}, not `{value}`", values.join(", "))) }
        };
        let sm = choose("CUDA_EMULATOR_SM", "80", &["80", "89", "90", "120"])?;
        let seed = variable("CUDA_EMULATOR_SEED").unwrap_or_else(|| "0".to_string());
        Ok(Self {
            sm: sm.parse().map_err(|_| format!("CUDA_EMULATOR_SM is a number, not `{sm}`"))?,
            seed: seed.parse().map_err(|_| format!("CUDA_EMULATOR_SEED is a number, not `{seed}`"))?,
            global_races: choose("CUDA_EMULATOR_GLOBAL_RACES", "0", &["0", "1"])? == "1",
            dump: variable("CUDA_EMULATOR_DUMP").map(PathBuf::from),
            execute: choose("CUDA_EMULATOR_EXECUTE", "yes", &["yes", "no"])? == "yes",
            trace: choose("CUDA_EMULATOR_TRACE", "0", &["0", "1"])? == "1",
            log: variable("CUDA_EMULATOR_LOG").map(PathBuf::from),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn reads_what_is_set_and_refuses_what_it_does_not_know() {
        let none = Settings::read(|_| None).unwrap();
        assert_eq!((none.sm, none.seed, none.execute, none.trace), (80, 0, true, false));
        let some = Settings::read(|name| {
            Some(if name.ends_with("SM") || name.ends_with("SEED") { "90" } else { "1" }.to_string())
                .filter(|_| !name.ends_with("EXECUTE"))
        });
        assert_eq!(some.map(|s| (s.sm, s.seed, s.trace)), Ok((90, 90, true)));
        let bad = Settings::read(|name| name.ends_with("SM").then(|| "75".to_string()));
        assert_eq!(bad, Err("CUDA_EMULATOR_SM is one of 80, 89, 90, 120, not `75`".to_string()));
        assert!(Settings::read(|name| name.ends_with("SEED").then(|| "-1".to_string())).is_err());
        assert!(Settings::read(|name| name.ends_with("EXECUTE").then(|| "maybe".to_string())).is_err());
    }
}
