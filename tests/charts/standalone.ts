const INK =
  'text{font:11px DejaVu Sans,sans-serif;fill:#616c77}.strong{font-weight:700}.current,.dot{fill:#14202b}' +
  '.comparison{fill:#87919a}.past{fill:#c9ced2}.hit,.capacity,.unknown,.frame,.line,.path,.trajectory{fill:none}' +
  '.capacity,.unknown,.frame,.path,.axis,.plan{stroke:#87919a}.unknown,.frame{stroke-dasharray:3 3}.track{fill:#eceeed}' +
  '.line,.whisker,.trajectory{stroke:#14202b}.whisker-halo{stroke:#fff;stroke-width:4}.target{stroke:#14202b;stroke-width:3}'

/** A chart's markup as a file that any viewer opens, `width` px wide, on white paper. */
export function standalone(picture: string, width: number): string {
  return picture
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace('width="100%"', `width="${width}"`)
    .replace('>', `><style>${INK}</style>`)
    .replaceAll('><', '>\n<')
}
