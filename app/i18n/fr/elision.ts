/** « de » before a name or a month, elided before a vowel: « d’oct. 2026 », « de sept. 2026 », « d’Aberiz ». */
export function de(name: string): string {
  return /^[aeiouàâäæéèêëîïôöœùûü]/i.test(name) ? `d’${name}` : `de ${name}`
}
