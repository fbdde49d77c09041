/** What is said between two tags, with plain spaces and digits. */
export function textOf(html: string): string {
  return html
    .replaceAll('<!-- -->', '')
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('₂', '2')
    .replace(/CO 2 e/g, 'CO2e')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** The content of every element that begins with `opening`, such as `<p class="note">`, up to `closing`. */
export function partsOf(html: string, opening: string, closing: string): readonly string[] {
  return html
    .split(opening)
    .slice(1)
    .map((part) => part.split(closing)[0] ?? '')
}

/** The content of the only such element; throws when there is none, or more than one. */
export function onlyPart(html: string, opening: string, closing: string): string {
  const [part, ...more] = partsOf(html, opening, closing)
  if (part === undefined || more.length > 0)
    throw new Error(`${more.length + 1} of ${opening}: one is expected`)
  return part
}

/** The first address that a piece of page links to. */
export function linkOf(html: string): string {
  const href = /<a [^>]*?href="([^"]+)"/.exec(html)?.[1]
  if (href === undefined) throw new Error(`no link in ${html}`)
  return href.replaceAll('&amp;', '&')
}

export type Told = { readonly name: string; readonly said: string; readonly href: string }

/** The headline figures of a Synthèse: « 1,93 tCO2e », and the receipt that they link to. */
export function headlinesOf(html: string): readonly Told[] {
  return partsOf(html, '<article class="headline">', '</article>').map((part) => ({
    name: textOf(onlyPart(part, '<h3>', '</h3>')),
    said: textOf(onlyPart(part, '<p class="number">', '<span class="interval">').split('</p>')[0] ?? ''),
    href: linkOf(part),
  }))
}

export type ToldCommitment = Told & { readonly status: string; readonly note: string }

/** The commitments of a Synthèse: status, level, and the receipt that they link to. */
export function commitmentsOf(html: string): readonly ToldCommitment[] {
  return partsOf(html, '<li class="commitment"', '</li>').map((part) => {
    const name = onlyPart(part, '<p class="c-name">', '</p>')
    const level = onlyPart(part, '<p class="c-level">', '</p>')
    return {
      name: textOf(onlyPart(name, '<a', '</a>').replace(/^[^>]*>/, '')),
      href: linkOf(level),
      status: /class="status (\w+)"/.exec(part)?.[1] ?? '',
      said: textOf(level.split('<i>')[0] ?? ''),
      note: textOf(level.split('<i>')[1] ?? ''),
    }
  })
}

/**
 * Every figure of a page that links to its receipt, in the unit that stands in its cell or in the head of its column:
 * headlines, rows of ranked tables, and links that say « 47,0 € » or « Réel à fin oct. 2026 : 1,09 M€ ».
 */
export function figuresTold(html: string): readonly Told[] {
  const ranked = partsOf(html, '<section class="table ranked"', '</section>')
  const elsewhere = html
    .replace(/<article class="headline">.*?<\/article>/gs, '')
    .replace(/<section class="table ranked".*?<\/section>/gs, '')
  const links = elsewhere.matchAll(/<a href="(\/\w\w\/receipt\?[^"]+)"[^>]*>(.*?)<\/a>/gs)
  return [
    ...headlinesOf(html),
    ...ranked.flatMap(rowsOf),
    ...[...links].map(([, href = '', said = '']) => ({
      name: textOf(said),
      said: textOf(said).split(': ').at(-1) ?? '',
      href: href.replaceAll('&amp;', '&'),
    })),
  ]
}

/** The rows of a ranked table: the number of its bars with the unit that the head of their column says. */
function rowsOf(table: string): readonly Told[] {
  const head = onlyPart(table, 'colSpan="2">', '</th>')
  const label = textOf(/title="(?:Trier par|Sort by) ([^"]+)"/.exec(head)?.[1] ?? '')
  const said = textOf(head.replace(/<span aria-hidden.*?<\/span>/gs, ''))
  const unit = said === label ? '' : said.startsWith(`${label}, `) ? said.slice(label.length + 2) : said
  return partsOf(onlyPart(table, '<tbody>', '</tbody>'), '<tr', '</tr>').map((row) => {
    const [, href = '', number = ''] = /<td class="n"><a href="([^"]+)"[^>]*>(.*?)<\/a>/s.exec(row) ?? []
    return {
      name: textOf(onlyPart(row, '<th scope="row">', '</th>')),
      said: `${textOf(number)} ${unit}`.trim(),
      href: href.replaceAll('&amp;', '&'),
    }
  })
}

/** The message of a page. */
export function messageOf(html: string): string {
  return textOf(onlyPart(html, '<h1>', '</h1>'))
}

const POWERS: Readonly<Record<string, number>> = {
  k: 1e3,
  M: 1e6,
  m: 1e6,
  Md: 1e9,
  bn: 1e9,
  g: 1e-3,
  t: 1e3,
  W: 1e-3,
}

export type Quantity = { readonly value: number; readonly within: number; readonly unit: string }

/** « 0,84 tCO2e » is 840 kgCO2e, known within 5: what a text says in the unit its metric is kept in. */
export function quantityOf(said: string): Quantity {
  const { 1: bound, 2: told = said } = /^([<>])(.*)$/.exec(said) ?? []
  if (bound !== undefined) {
    const { value, unit } = quantityOf(told)
    // « <0,01 » is said of what would be printed as zero: less than half of it.
    return { value: 0, within: Math.abs(value) / 2, unit }
  }
  const text = said.replace(/^([−-]?)([€$])([\d.,]+) ?/, '$1$3 $2')
  const [, sign = '', digits = '', rest = ''] = /^([-−+]?)([\d .,]*\d) ?(.*)$/.exec(text) ?? []
  const isFrench = /^0,|,\d{1,2}$|\d \d{3}/.test(digits) || !/[.,]/.test(digits)
  const number = isFrench ? digits.replaceAll(' ', '').replace(',', '.') : digits.replaceAll(',', '')
  const { power, unit } = unitOf(rest.trim())
  const decimals = number.split('.')[1]?.length ?? 0
  const value = Number(number) * power * (sign === '−' || sign === '-' ? -1 : 1)
  return { value, within: (10 ** -decimals / 2) * power, unit }
}

function unitOf(text: string): { readonly power: number; readonly unit: string } {
  if (text === '%') return { power: 0.01, unit: 'share' }
  const energy = /^([kMG]?)Wh$/.exec(text)
  if (energy !== null) return { power: { '': 1e-3, k: 1, M: 1e3, G: 1e6 }[energy[1] ?? ''] ?? 1, unit: 'kWh' }
  const carbon = /^(g|kg|t|kt)CO2e$/.exec(text)
  if (carbon !== null)
    return { power: { g: 1e-3, kg: 1, t: 1e3, kt: 1e6 }[carbon[1] ?? ''] ?? 1, unit: 'kgCO2e' }
  const money = /^(k|M|Md)?€$|^€ ?(k|m|bn)?$/.exec(text)
  if (money !== null) return { power: POWERS[money[1] ?? money[2] ?? ''] ?? 1, unit: '€' }
  const count = /^(M|Md|bn)\b ?(.*)$/.exec(text)
  return count === null
    ? { power: 1, unit: text }
    : { power: POWERS[count[1] ?? ''] ?? 1, unit: count[2] ?? '' }
}
