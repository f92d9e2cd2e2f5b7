use icu_locale_core::Locale;
fn main() {
    let tag = std::env::args().nth(1).unwrap_or("en".into());
    let loc: Locale = tag.parse().unwrap();
    println!("{loc}");
    #[cfg(feature = "collate")]
    {
        use icu_collator::{Collator, options::CollatorOptions};
        let c = Collator::try_new((&loc).into(), CollatorOptions::default()).unwrap();
        let mut v: Vec<String> = std::env::args().skip(2).collect();
        v.sort_by(|a, b| c.compare(a, b));
        println!("{v:?}");
    }
    #[cfg(feature = "dates")]
    {
        use icu_datetime::{FixedCalendarDateTimeFormatter as F, fieldsets::{YMD, MD, D}};
        use icu_calendar::{Date, cal::Persian, Gregorian};
        let d = Date::try_new_iso(2021, 6, 3).unwrap();
        let g = F::<Gregorian, _>::try_new((&loc).into(), YMD::long()).unwrap();
        let p = F::<Persian, _>::try_new((&loc).into(), YMD::long()).unwrap();
        println!("{:?} | {:?}", g.format(&d.to_calendar(Gregorian)).to_string(), p.format(&d.to_calendar(Persian)).to_string());
        let g = F::<Gregorian, _>::try_new((&loc).into(), MD::long()).unwrap();
        let p = F::<Persian, _>::try_new((&loc).into(), MD::long()).unwrap();
        println!("{:?} | {:?}", g.format(&d.to_calendar(Gregorian)).to_string(), p.format(&d.to_calendar(Persian)).to_string());
        let g = F::<Gregorian, _>::try_new((&loc).into(), D::long()).unwrap();
        println!("{:?}", g.format(&d.to_calendar(Gregorian)).to_string());
    }
    #[cfg(feature = "numbers")]
    {
        let f = icu_decimal::DecimalFormatter::try_new((&loc).into(), Default::default()).unwrap();
        println!("{:?}", f.format(&1234567u64.into()).to_string());
        println!("{:?}", f.format(&1234u64.into()).to_string());
    }
}
