//! Containers: zip files whose parts are read within bounds, and copied as they are.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::{ZipArchive, ZipWriter};

use super::fault::Fault;

/// Maximum number of parts in a container. Documents have far fewer; a directory of millions is made to use up memory.
const MAX_PARTS: usize = 20_000;

/// The largest part that is read, and all that are read together, in bytes when unpacked.
const LARGEST_PART: u64 = 256 << 20;
const LARGEST_SUM: u64 = 512 << 20;

/// A part larger than this that was packed better than so many to one is no document: text packs about
/// ten to one, the XML of tables a hundred, and deflate at its best a thousand.
const LARGE: u64 = 1 << 20;
const BEST_RATIO: u64 = 250;

/// How the files of Word up to 2003 begin, and those that a password protects.
const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A zip file as the container of a document.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that were unpacked so far.
    unpacked: u64,
}

impl<'a> Container<'a> {
    /// Opens the container in `bytes`. Nothing is unpacked yet.
    ///
    /// # Errors
    /// A [`Fault`] for what is no zip file, has too many parts, parts of one name, parts that share
    /// bytes, names that lead out of it, or a password.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        if bytes.starts_with(COMPOUND_FILE) {
            return Err(Fault::new(
                "it is protected by a password, or from before Word 2007; save it as .docx without a password",
            ));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            Fault(format!(
                "it is no zip container, or was cut off: {}",
                reason(error)
            ))
        })?;
        if zip.len() > MAX_PARTS {
            return Err(Fault(format!(
                "it has {} parts, more than any document",
                zip.len()
            )));
        }
        if zip.has_duplicate_names() {
            return Err(Fault::new("two parts in it have the same name"));
        }
        for at in 0..zip.len() {
            let entry = zip
                .by_index_data(at)
                .map_err(|error| Fault(reason(error)))?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            if leads_out(&name) {
                return Err(Fault(format!(
                    "the name of its part '{name}' leads out of it"
                )));
            }
            if entry.encrypted() {
                return Err(Fault(format!(
                    "its part '{name}' is encrypted; save it without a password"
                )));
            }
        }
        match zip.has_overlapping_entries() {
            Ok(false) => Ok(Container {
                bytes,
                zip,
                unpacked: 0,
            }),
            Ok(true) => Err(Fault::new("its parts share bytes, as in no document")),
            Err(error) => Err(Fault(reason(error))),
        }
    }

    /// The names of the parts, in their order.
    #[cfg(test)]
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.zip.file_names_raw();
        names
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect()
    }

    /// The bytes of the part `name`; `None` if there is no such part.
    ///
    /// # Errors
    /// A [`Fault`] that names the part: it is damaged, or larger than the bounds.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(at) = self.zip.index_for_name(name) else {
            return Ok(None);
        };
        let damaged = |error: String| Fault(format!("{name}: it is damaged: {error}"));
        let entry = self
            .zip
            .by_index(at)
            .map_err(|error| damaged(reason(error)))?;
        let packed = entry.compressed_size();
        let by_ratio = packed.saturating_mul(BEST_RATIO).max(LARGE);
        let limit = LARGEST_PART.min(by_ratio).min(LARGEST_SUM - self.unpacked);
        let mut bytes = Vec::new();
        // What the directory says of the size may be a lie.
        let read = entry.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| damaged(error.to_string()))?;
        let length = bytes.len() as u64;
        if length > limit {
            return Err(Fault(format!(
                "{name}: it unpacks to more than {limit} bytes, which no document does ({packed} are in the file)"
            )));
        }
        self.unpacked += length;
        Ok(Some(bytes))
    }

    /// The text of the part `name`, as [`Container::part`].
    ///
    /// # Errors
    /// A [`Fault`] that names the part, also where it is no text.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(bytes) = self.part(name)? else {
            return Ok(None);
        };
        match crate::text::decode(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(error) => Err(Fault(format!("{name}: {error}"))),
        }
    }

    /// The container with other bytes in the parts of these names. All other parts are copied packed as they
    /// are, in their order; a changed part keeps its place, its date and its way of packing.
    ///
    /// # Errors
    /// A [`Fault`] where a part cannot be copied.
    pub(super) fn with(mut self, changed: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, Fault> {
        // Copied parts have the headers of another program, so this is not just quicker.
        if changed.is_empty() {
            return Ok(self.bytes.to_vec());
        }
        let failed = |error: ZipError| Fault(reason(error));
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        out.set_raw_comment(self.zip.comment().into())
            .map_err(failed)?;
        for at in 0..self.zip.len() {
            let entry = self.zip.by_index_raw(at).map_err(failed)?;
            let new = changed
                .iter()
                .find(|(name, _)| entry.name_raw() == name.as_bytes());
            match new {
                Some((name, bytes)) => {
                    let options = entry.options();
                    drop(entry);
                    out.start_file(*name, options).map_err(failed)?;
                    out.write_all(bytes)
                        .map_err(|error| Fault(error.to_string()))?;
                }
                None => out.raw_copy_file(entry).map_err(failed)?,
            }
        }
        Ok(out.finish().map_err(failed)?.into_inner())
    }
}

fn reason(error: ZipError) -> String {
    match error {
        ZipError::Io(error) => error.to_string(),
        error => error.to_string(),
    }
}

/// Whether a file of this name, unpacked into a folder, would lie outside of it.
fn leads_out(name: &str) -> bool {
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    let mut steps = name.split(['/', '\\']);
    has_drive
        || name.starts_with(['/', '\\'])
        || name.contains('\0')
        || steps.any(|step| step == "..")
}

/// The name of the part that `target` means where it is in the part `from`; `None` if it leads out of the
/// container or elsewhere.
pub(super) fn resolved(from: &str, target: &str) -> Option<String> {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    if target.is_empty() || target.contains([':', '\\', '\0']) {
        return None;
    }
    let mut steps: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => from.split('/').collect(),
    };
    steps.pop();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::articles::office::testing::zipped;
    use zip::CompressionMethod;
    use zip::write::SimpleFileOptions;

    fn refused(bytes: &[u8]) -> String {
        match Container::open(bytes) {
            Err(fault) => fault.0,
            Ok(mut container) => {
                let name = container.names().remove(0);
                container.part(&name).expect_err("a refused part").0
            }
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = zipped(&[("content.xml", &vec![b' '; 4 << 20])]);
        assert!(bomb.len() < 100_000);
        assert!(refused(&bomb).starts_with("content.xml: it unpacks to more than"));
        // One that lies about its size: both headers say 10 bytes.
        let mut lying = bomb;
        let size = (4u32 << 20).to_le_bytes();
        while let Some(at) = lying.windows(4).position(|bytes| bytes == size) {
            lying[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
        }
        assert!(
            refused(&lying).starts_with("content.xml: it "),
            "{}",
            refused(&lying)
        );
        // Small parts pack as well as they like.
        let small = zipped(&[("content.xml", &vec![b' '; 1 << 20])]);
        let mut container = Container::open(&small).unwrap();
        assert_eq!(
            container.part("content.xml").unwrap().unwrap().len(),
            1 << 20
        );
        assert_eq!(container.part("styles.xml").unwrap(), None);
    }

    #[test]
    fn the_parts_together_are_bounded() {
        let noise: Vec<u8> = (0..1u32 << 20)
            .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        let bytes = zipped(&[("a", &noise)]);
        let mut container = Container::open(&bytes).unwrap();
        container.unpacked = LARGEST_SUM - 10;
        assert!(container.part("a").is_err());
    }

    #[test]
    fn names_that_lead_out_are_refused() {
        for name in [
            "../a.xml",
            "a/../../b",
            "/etc/passwd",
            "c:a",
            "a\\..\\..\\b",
        ] {
            let bytes = zipped(&[(name, b"x")]);
            assert!(refused(&bytes).contains("leads out of it"), "{name}");
        }
        assert_eq!(
            resolved("word/document.xml", "styles.xml").unwrap(),
            "word/styles.xml"
        );
        assert_eq!(
            resolved("word/document.xml", "/word/./a.xml#b").unwrap(),
            "word/a.xml"
        );
        assert_eq!(
            resolved("OEBPS/c.opf", "../text/a.xhtml").unwrap(),
            "text/a.xhtml"
        );
        assert_eq!(resolved("c.opf", "../a"), None);
        assert_eq!(resolved("c.opf", "https://example.org/a"), None);
    }

    #[test]
    fn parts_of_one_name_or_with_shared_bytes_are_refused() {
        let mut twice = zipped(&[("a.xml", b"one"), ("b.xml", b"two")]);
        while let Some(at) = twice.windows(5).position(|bytes| bytes == b"b.xml") {
            twice[at] = b'a';
        }
        assert_eq!(refused(&twice), "two parts in it have the same name");
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a.xml", SimpleFileOptions::default())
            .unwrap();
        zip.write_all(b"shared").unwrap();
        zip.shallow_copy_file("a.xml", "b.xml").unwrap();
        let shared = zip.finish().unwrap().into_inner();
        assert!(refused(&shared).contains("share bytes"));
    }

    #[test]
    fn what_is_encrypted_or_no_container_says_so() {
        let mut bytes = zipped(&[("content.xml", b"x")]);
        // The flag of the directory, eight bytes into its entry.
        let at = bytes
            .windows(4)
            .position(|bytes| bytes == b"PK\x01\x02")
            .unwrap();
        bytes[at + 8] |= 1;
        bytes[6] |= 1;
        assert!(
            refused(&bytes).contains("without a password"),
            "{}",
            refused(&bytes)
        );
        assert!(refused(COMPOUND_FILE).contains("without a password"));
        assert!(refused(b"not a zip").contains("no zip container"));
        assert!(refused(&bytes[..bytes.len() - 30]).contains("no zip container"));
    }

    #[test]
    fn all_but_the_changed_part_is_copied() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file("mimetype", stored).unwrap();
        zip.write_all(b"application/epub+zip").unwrap();
        for name in ["z.xml", "a.png"] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(name.repeat(50).as_bytes()).unwrap();
        }
        zip.set_comment("by hand").unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        let same = Container::open(&bytes).unwrap().with(&[]).unwrap();
        assert_eq!(same, bytes);
        let changed = [("z.xml", b"new".to_vec())];
        let written = Container::open(&bytes).unwrap().with(&changed).unwrap();
        assert!(written[30..].starts_with(b"mimetypeapplication/epub+zip"));
        let mut read = Container::open(&written).unwrap();
        assert_eq!(read.names(), ["mimetype", "z.xml", "a.png"]);
        assert_eq!(read.part("z.xml").unwrap().unwrap(), b"new");
        assert_eq!(
            read.part("a.png").unwrap().unwrap(),
            "a.png".repeat(50).as_bytes()
        );
        assert_eq!(read.zip.comment(), b"by hand");
    }
}
