/** Canonical decimal text of a whole number of units of 10^-scale: 12500 at scale 3 is « 12.5 ». */
export function decimalText(units: number, scale: number): string {
  if (!Number.isSafeInteger(units)) throw new RangeError(`${units} is not a whole number of units`)
  const digits = String(Math.abs(units)).padStart(scale + 1, '0')
  const point = digits.length - scale
  let end = digits.length
  while (end > point && digits[end - 1] === '0') end -= 1
  const text =
    end === point ? digits.slice(0, point) : `${digits.slice(0, point)}.${digits.slice(point, end)}`
  return units < 0 ? `-${text}` : text
}
