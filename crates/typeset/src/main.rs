fn main() { let _ = typst_pdf::PdfOptions::default(); }
