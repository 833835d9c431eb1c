//! What the tests of the program share: a copy of the bundled workspace, and running the program.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// A workspace in a temporary folder, gone when the test ends.
pub struct Workspace {
    folder: tempfile::TempDir,
}

impl Workspace {
    /// One with these articles, by their file names.
    pub fn with(articles: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("seeds")).expect("seeds/");
        let workspace = Workspace { folder };
        for (name, text) in articles {
            workspace.write(&format!("seeds/{name}"), text.as_bytes());
        }
        workspace
    }

    /// One with these units from English to French in the memory `m.db`.
    pub fn with_units(units: &[(&str, &str)]) -> Self {
        let workspace = Self::with(&[]);
        let mut table = "from\tto\tsource\ttarget\n".to_owned();
        for (source, target) in units {
            table += &format!("en\tfr\t{source}\t{target}\n");
        }
        workspace.write("units.tsv", table.as_bytes());
        let import = ["memory", "import", "units.tsv", "--memory", "m.db"];
        workspace.recto(&import).assert().success();
        workspace
    }

    /// A copy of the articles that come with the project.
    pub fn bundled() -> Self {
        let workspace = Self::with(&[]);
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        for entry in fs::read_dir(seeds).expect("the bundled seeds") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name");
            fs::copy(&path, workspace.path("seeds").join(name)).expect("a copy");
        }
        workspace
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    pub fn write(&self, relative: &str, bytes: &[u8]) {
        fs::write(self.path(relative), bytes).expect("a file");
    }

    /// The program, about to run in the workspace.
    pub fn recto(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("recto").expect("the program");
        command
            .current_dir(self.folder.path())
            .env_remove("RECTO_MEMORY")
            .args(arguments);
        command
    }

    /// What the program writes to stdout; it must end well.
    pub fn stdout(&self, arguments: &[&str]) -> String {
        let output = self
            .recto(arguments)
            .assert()
            .success()
            .get_output()
            .clone();
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What the program writes to stdout, as JSON lines.
    pub fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let line = |line: &str| serde_json::from_str(line).expect("JSON");
        self.stdout(arguments).lines().map(line).collect()
    }

    /// What the program writes to stderr when it fails, and its exit code.
    pub fn failure(&self, arguments: &[&str]) -> (String, i32) {
        let output = self
            .recto(arguments)
            .assert()
            .failure()
            .get_output()
            .clone();
        let message = String::from_utf8(output.stderr).expect("UTF-8");
        (message, output.status.code().expect("an exit code"))
    }
}
