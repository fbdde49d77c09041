/** The normal deviate that 95 % of draws stay under: with its opposite it holds nine draws in ten. */
const Z = 1.6448536269514722

/**
 * The deviate that 95 % of draws of Student's law stay under, within 0.1 % from four degrees of freedom (Abramowitz
 * and Stegun, 26.7.5). Throws RangeError under four, where the series is not good enough.
 */
export function studentQuantile(degrees: number): number {
  if (!(degrees >= 4)) throw new RangeError(`${degrees} degrees of freedom: at least four are expected`)
  const terms = [
    Z,
    (Z ** 3 + Z) / 4,
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96,
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384,
    (79 * Z ** 9 + 776 * Z ** 7 + 1482 * Z ** 5 - 1920 * Z ** 3 - 945 * Z) / 92160,
  ]
  return terms.reduce((total, term, power) => total + term / degrees ** power, 0)
}
