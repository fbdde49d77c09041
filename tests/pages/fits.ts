import { expect } from 'vitest'
import { isFullEffort } from '#tests/effort.ts'
import type { OpenContext } from '#tests/pages/browser.ts'
import { cutTexts, hiddenWidth, meetingTexts, misplacedTexts, saidOnPage } from '#tests/pages/measure.ts'
import { foreignTexts, plain } from '#tests/pages/words.ts'

const LANGUAGES = ['fr', 'en'] as const
/** As many paths as are seen twice at usual effort. */
const FEW = 8

/**
 * That pages, by their paths after the language, fit a phone and a desk without a script, in their own language, without
 * texts that meet, leave their picture or are cut. All in both languages at both widths at full effort; otherwise each
 * in one language at the one width and in the other at the other, and of many paths each in one of the four views.
 */
export async function expectToFit(
  open: OpenContext,
  address: string,
  paths: readonly string[],
): Promise<void> {
  for (const [turn, width] of [390, 1440].entries()) {
    const page = await (await open({ javaScriptEnabled: false, viewport: { width, height: 900 } })).newPage()
    for (const [index, path] of paths.entries())
      for (const [at, language] of LANGUAGES.entries()) {
        const isMine = (index + turn) % LANGUAGES.length === at
        const isTurn = paths.length <= FEW || (index >> 1) % 2 === turn
        if (!isFullEffort && !(isMine && isTurn)) continue
        const seen = `/${language}${path}`
        await page.goto(address + seen)
        const found = {
          headings: await page.locator('h1').count(),
          hidden: await page.evaluate(hiddenWidth),
          misplaced: await page.evaluate(misplacedTexts),
          meeting: await page.evaluate(meetingTexts),
          cut: await page.evaluate(cutTexts),
        }
        const whole = { headings: 1, hidden: 0, misplaced: [], meeting: [], cut: [] }
        expect([seen, width, found]).toEqual([seen, width, whole])
        const said = plain(await page.evaluate(saidOnPage))
        expect([seen, foreignTexts(language).filter((one) => said.includes(one))]).toEqual([seen, []])
        const text = await page.locator('main').innerText()
        expect([seen, /,,|\bundefined\b|NaN|\bnull\b/.exec(text)]).toEqual([seen, null])
      }
  }
}
