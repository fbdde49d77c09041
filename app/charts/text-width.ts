// Advance widths of DejaVu Sans, the widest face a fallback may pick: what fits here fits in every other one.
// Two base-36 digits per character, in 800ths of an em, rounded up: U+0020 to U+007E, U+00A0 to U+017F, then EXTRA.
const EXTRA =
  '\u02b3\u0394\u1d49\u2007\u2009\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2022\u2026\u202f\u2030' +
  '\u2039\u203a\u2082\u2083\u20ac\u2122\u2190\u2191\u2192\u2193\u2211\u2212\u221a\u2248\u2264\u2265\u25b2' +
  '\u25b8\u25bc\u25c2'
const REGULAR =
  '738xa8ine5l5hc648p8pb4in7381737ie5e5e5e5e5e5e5e5e5e57i7iinininbtm8f8f9fjh5e2cth8gq6k6kelcej7gnhidfhi' +
  'fge4dlgaf8m0f9dlf98p7i8pinb4b4dne4c8e4dp7ue4e46767cw67loe4dme4e495bl8qe4d6i7d6d6boe57ie5in738xe5e5e5' +
  'e57ib4b4m8ahdmin81m8b4b4in8x8xb4e5e573b48xahdmlklklkbtf8f8f8f8f8f8lofje2e2e2e26k6k6k6kh8gnhihihihihi' +
  'inhigagagagadldge0dndndndndndnluc8dpdpdpdp67676767dme4dmdmdmdmdmindme4e4e4e4d6e4d6f8dnf8dnf8dnfjc8fj' +
  'c8fjc8fjc8h5e4h8e4e2dpe2dpe2dpe2dpe2dph8e4h8e4h8e4h8e4gqe4kdfg6k676k676k676k676k67d4cd6k67elcwcwce67' +
  'ce67ce8cce7mci6cgne4gne4gne4i3gne4hidmhidmhidmnsmrfg95fg95fg95e4ble4ble4ble4bldl8qdl8qdl8qgae4gae4ga' +
  'e4gae4gae4gae4m0i7dld6dlf9bof9bof9bo7u5sf89ae54g81b4m87373bjbjbjd4m84gtu8w8w8x8xe5m8ininininf0ine6in' +
  'ininh4b6h4b6'
const BOLD =
  '7ra5blinfhmaje6ta6a6bnin8g998g85fhfhfhfhfhfhfhfhfhfh8w8wininincxm8h8gygcihf7f7i9im8a8ah8e6m5imixgbix' +
  'h5g1f6i2h8ojh5g4g5a685a6inb4b4f0fxd7fxf39pfxfu7n7net7nn6fufafxfxazd9anfueikkedeicyfu85fuin7ra5fhfhe5' +
  'fh85b4b4m8ckedin99m8b4b4in9r9rb4gde58gb49rckedn1n1n1cxh8h8h8h8h8h8o4gcf7f7f7f78a8a8a8ainimixixixixix' +
  'inixi2i2i2i2g4gfg0f0f0f0f0f0f0nbd7f3f3f3f37n7n7n7nfafufafafafafainfafufufufueifxeih8f0h8f0h8f0gcd7gc' +
  'd7gcd7gcd7ihfxinfxf7f3f7f3f7f3f7f3f7f3i9fxi9fxi9fxi9fximfulnhl8a7n8a7n8a7n8a7n8a7ngkf98a7nh8etete67n' +
  'e67ne6aoe6ceea89imfuimfuimfulvimfuixfaixfaixfapyoch5azh5azh5azg1d9g1d9g1d9g1d9f6anf6anf6ani2fui2fui2' +
  'fui2fui2fui2fuojkkg4eig4g5cyg5cyg5cy9p71h8aofh4g99b4m88g8gemememe8m84gw096969r9rfhm8ininininfzineuin' +
  'ininh4b6h4b6'
const UNITS_PER_EM = 800
// A character outside the table is counted as wide as an emoji.
const UNKNOWN = 1100

export type TextStyle = { readonly size: number; readonly bold?: boolean }

function position(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x20 && code <= 0x7e) return code - 0x20
  if (code >= 0xa0 && code <= 0x17f) return code - 0xa0 + 95
  const extra = EXTRA.indexOf(character)
  return extra < 0 ? -1 : extra + 95 + 224
}

/** The width of a text in px, at a size in px: an upper bound for every face of the fallback list. */
export function textWidth(text: string, { size, bold = false }: TextStyle): number {
  const table = bold ? BOLD : REGULAR
  let units = 0
  for (const character of text) {
    const at = position(character) * 2
    units += at < 0 ? UNKNOWN : Number.parseInt(table.slice(at, at + 2), 36)
  }
  return (units * size) / UNITS_PER_EM
}
