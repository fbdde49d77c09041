/** What someone uses and what it costs, each per user. */
export type Measured = { readonly id: string; readonly use: number; readonly cost: number }

export type Contrast<Entity> = {
  /** The medians that both sides are measured from. */
  readonly use: number
  readonly cost: number
  /** The clearest first. */
  readonly muchForLittle: readonly Entity[]
  readonly littleForMuch: readonly Entity[]
}

/** A median of fewer says more of each than of all. */
const LEAST_COMPARED = 5

/**
 * Those whose use and cost are on opposite sides of their medians: a low price alone is not little paid for. The
 * clearest case is the one whose nearer side is the furthest. Null with too few to compare.
 */
export function contrastOf<Entity extends Measured>(entities: readonly Entity[]): Contrast<Entity> | null {
  const known = entities.filter(({ use, cost }) => use > 0 && cost > 0)
  if (known.length < LEAST_COMPARED) return null
  const [use, cost] = [median(known.map((each) => each.use)), median(known.map((each) => each.cost))]
  const opposite = (above: (each: Entity) => number, below: (each: Entity) => number) => {
    const distance = (each: Entity) => Math.min(Math.log(above(each)), -Math.log(below(each)))
    return known
      .filter((each) => above(each) > 1 && below(each) < 1)
      .sort((a, b) => distance(b) - distance(a))
  }
  const [ofUse, ofCost] = [(each: Entity) => each.use / use, (each: Entity) => each.cost / cost]
  return { use, cost, muchForLittle: opposite(ofUse, ofCost), littleForMuch: opposite(ofCost, ofUse) }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return ((low ?? 0) + (high ?? 0)) / 2
}
