//! Tables of text from CSV, Parquet, gzip, zstd, zip, folders and standard input, streamed in chunks with their places.
