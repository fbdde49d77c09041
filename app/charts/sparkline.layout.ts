import { extent, line, scaleLinear } from 'd3'
import { round } from '#app/charts/label.ts'

export type SparklineInput = {
  /** One value a quarter, oldest first; null leaves a gap. */
  readonly values: readonly (number | null)[]
  /** The trajectory over the same quarters, null before it begins; an empty list when there is none. */
  readonly trajectory: readonly (number | null)[]
  /** Drawn dashed and grey: a partial series, below the coverage floor. */
  readonly partial: boolean
}

type Point = { readonly x: number; readonly y: number }
export type SparklineLayout = {
  readonly width: number
  readonly height: number
  readonly path: string
  readonly trajectory: string
  readonly lone: readonly Point[]
  readonly end: Point | null
  readonly partial: boolean
}

const WIDTH = 128
const HEIGHT = 36
const INSET = 4

/** A word-sized line of quarters, in px. Both lines share one scale, so that the gap between them is true. */
export function layoutSparkline({ values, trajectory, partial }: SparklineInput): SparklineLayout {
  const known = [...values, ...trajectory].filter((value) => value !== null)
  const [low = 0, high = 0] = extent(known)
  const count = Math.max(values.length, trajectory.length)
  const x = scaleLinear([0, Math.max(1, count - 1)], [INSET, WIDTH - INSET])
  // A flat series lies in the middle: on a scale of no height d3 would do so, a scale of rounding noise would not.
  const flat = high - low <= Math.abs(high) * 1e-9
  const y = flat ? () => HEIGHT / 2 : scaleLinear([low, high], [HEIGHT - INSET, INSET])
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => round(x(index)))
    .y((value) => round(y(value ?? 0)))
    .digits(2)
  const point = (value: number | null | undefined, index: number): Point | null =>
    value === null || value === undefined ? null : { x: round(x(index)), y: round(y(value)) }
  const isLone = (value: number | null, index: number) =>
    value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null
  return {
    width: WIDTH,
    height: HEIGHT,
    path: draw(values) ?? '',
    trajectory: draw(trajectory) ?? '',
    lone: values.flatMap((value, index) => {
      const place = isLone(value, index) ? point(value, index) : null
      return place === null || index === values.length - 1 ? [] : [place]
    }),
    end: point(values.at(-1), values.length - 1),
    partial,
  }
}
