import { ChartFigure } from '#app/charts/chart-figure.tsx'
import { type BulletInput, layoutBullet } from '#app/charts/commitment-bullet.layout.ts'
import { CoverageBar } from '#app/charts/coverage-bar.tsx'
import { layoutColumns, type QuarterColumn } from '#app/charts/quarter-columns.layout.ts'
import { layoutShares } from '#app/charts/share-bar.layout.ts'
import { ShareBar } from '#app/charts/share-bar.tsx'
import { layoutSparkline } from '#app/charts/sparkline.layout.ts'
import type { Status } from '#app/charts/status-mark.tsx'
import { layoutBridge } from '#app/charts/variance-bridge.layout.ts'
import { VarianceBridge } from '#app/charts/variance-bridge.tsx'
import { CommitmentRow } from '#app/components/commitment-row.tsx'
import { CommitmentWall, WallKey } from '#app/components/commitment-wall.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { HeadlineFigure } from '#app/components/headline-figure.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { PageLead } from '#app/components/page-lead.tsx'
import { Panel } from '#app/components/panel.tsx'
import { PromiseGroup } from '#app/components/promise-group.tsx'
import { ScopeLine } from '#app/components/scope-line.tsx'
import { Section } from '#app/components/section.tsx'
import { Shell } from '#app/components/shell.tsx'

// A whole Synthèse with invented figures: what the weight and the markup of the components are measured on.

const QUARTERS = Array.from(
  { length: 12 },
  (_, index) => `T${((index + 3) % 4) + 1}\u00a0${23 + Math.floor((index + 3) / 4)}`,
)

type Sample = {
  readonly name: string
  readonly sentence: string
  readonly status: Status
  readonly end: string
  readonly bullet: BulletInput
}

function commitment(
  name: string,
  sentence: string,
  status: Status,
  values: readonly number[],
  end: string,
): Sample {
  const [start = 0, target = 0, level = 0, trajectory = 0] = values
  const notAssessable = status === 'not_assessable' ? 'couverture 46\u202f%, plancher 80\u202f%' : null
  const texts = {
    startText: `${start}\u202f%`,
    targetText: `${target}\u202f%, fin\u00a0${end}`.replace('-', '\u2212'),
  }
  return {
    name,
    sentence,
    status,
    end,
    bullet: { start, target, level, trajectory, ...texts, notAssessable },
  }
}

const PROMISES: readonly { readonly name: string; readonly commitments: readonly Sample[] }[] = [
  {
    name: 'Maîtrisée',
    commitments: [
      commitment(
        'Revue préalable',
        'Aucun cas d’usage en production sans revue des experts.',
        'missed',
        [71, 100, 94, 100],
        '2025',
      ),
      commitment(
        'Ateliers',
        'Sept salariés sur dix ont suivi un atelier d’ici fin\u00a02027.',
        'kept',
        [12, 70, 49, 45.8],
        '2027',
      ),
    ],
  },
  {
    name: 'Sobre',
    commitments: [
      commitment(
        'Électricité',
        'Consommer 30\u202f% d’électricité de moins qu’en 2024 d’ici fin\u00a02030.',
        'at_risk',
        [0, -30, -7.4, -8.8],
        '2030',
      ),
      commitment(
        'Heures GPU',
        'Trois heures GPU allouées sur quatre sont utilisées d’ici fin\u00a02027.',
        'at_risk',
        [49, 75, 63, 64.2],
        '2027',
      ),
      commitment(
        'Carbone',
        'Émettre 25\u202f% de moins qu’en 2024 sur douze mois d’ici fin\u00a02030.',
        'missed',
        [0, -25, 4, -8],
        '2030',
      ),
    ],
  },
  {
    name: 'Souveraine',
    commitments: [
      commitment(
        'Hébergement',
        'Six euros sur dix vont aux trois premiers échelons d’ici fin\u00a02028.',
        'kept',
        [36, 60, 67, 46.5],
        '2028',
      ),
      commitment(
        'Modèles ouverts',
        'Une requête sur deux va à un modèle ouvert d’ici fin\u00a02027.',
        'not_assessable',
        [22, 50, 27, 38],
        '2027',
      ),
    ],
  },
]

function columns(values: readonly (number | null)[], change: Partial<QuarterColumn> = {}): QuarterColumn[] {
  return values.map((value, index) => {
    const name = QUARTERS[index] ?? ''
    const label = String(value ?? '–').replace('.', ',')
    const emphasis = index === 11 ? 'current' : index === 10 || index === 7 ? 'comparison' : 'past'
    const capacity = change.capacity === undefined || value === null ? null : value * 1.5
    return {
      name,
      value,
      label,
      tip: `${name}\u202f: ${label}`,
      emphasis,
      open: false,
      plan: null,
      ...change,
      capacity,
    }
  })
}

const HEADLINES = [
  {
    name: 'Usage',
    value: '9\u202f688',
    unit: 'utilisateurs actifs, 60\u202f% des salariés',
    interval: null,
    tone: 'neutral',
    values: [2.1, 2.6, 3, 3.4, null, 4.6, 5.4, 6.4, 7.2, 8.1, 9.1, 9.7],
    context: '41,8\u00a0M de requêtes, +48\u202f% en un an.',
  },
  {
    name: 'Coût',
    value: '1,96',
    unit: 'M€, facturé',
    interval: null,
    tone: 'neutral',
    values: [1.01, 1.09, 1.18, 1.19, 1.34, 1.46, 1.59, 1.65, 1.79, 1.86, 1.91, 1.96],
    context: '3\u202f% au-dessus du budget. Prix catalogue\u202f: 2,11\u00a0M€.',
  },
  {
    name: 'Heures GPU utilisées',
    value: '38\u202f700',
    unit: 'h',
    interval: null,
    tone: 'neutral',
    values: [16, 17, 19, 21, 22, 25, 27, 29.8, 31, 34, 37.2, 38.7],
    context: '63\u202f% des 61\u202f400 heures allouées (contour).',
  },
  {
    name: 'Carbone, usage, hors fabrication',
    value: '12,3',
    unit: 'tCO₂e',
    interval: 'entre 9,1 et 17,4',
    tone: 'good',
    values: [14.2, 14.6, 14.4, 14.9, 14.6, 14.8, 14.5, 13.6, 14.1, 13.9, 13.4, 12.3],
    context: '0,8\u00a0kg par salarié\u202f; 0,2\u202f% du total déclaré.',
  },
] as const

const CAUSES = [
  ['Volume', '41,8\u00a0M de requêtes, +6\u202f%', 1, '+1,0', 'bad'],
  ['Intensité', 'électricité par requête', -0.1, '−0,1', 'good'],
  ['Réseau électrique', 'de Francfort à Stockholm, en août', -2, '−2,0', 'good'],
] as const

const SOURCES = [
  ['Facturation Stratonne', 1, '100\u202f%', 'complet'],
  ['Facturation Altonimbe', 0.67, '67\u202f%', 'août manquant'],
  ['Passerelle des modèles', 0.96, '96\u202f%', 'complet'],
  ['Effectifs', 1, '100\u202f%', 'au 30\u00a0sept. 2026'],
] as const

type Props = { readonly theme: 'light' | 'dark' | null; readonly empty?: boolean }

/** The sample page; `empty` shows it as after a first import, when most sources are not there. */
export function SynthesisSample({ theme, empty = false }: Props) {
  const scopeLine = (
    <ScopeLine
      language="fr"
      scope={{ text: 'Groupe Trévarn', detail: '40 filiales' }}
      quarter={{ text: 'T3\u00a02026', previousHref: '/fr?quarter=2026-Q2', nextHref: '/fr?quarter=2026-Q4' }}
      state={{ text: 'Clos', detail: 'provisoire' }}
      freshness={{ text: '15\u00a0oct. 2026', detail: '6 sources sur 7' }}
      coverage={{ share: 0.94, text: '94\u202f%', detail: 'de l’activité' }}
      exports={[{ href: '/fr/export/synthesis.csv', label: 'CSV' }]}
    />
  )
  return (
    <Shell
      language="fr"
      navigation={[
        { href: '/fr', label: 'Synthèse', current: true },
        { href: '/fr/data', label: 'Données', current: false },
      ]}
      homeHref="/fr"
      otherLanguageHref="/en?quarter=2026-Q3"
      address="/fr?quarter=2026-Q3"
      theme={theme}
      demo={!empty}
      scopeLine={scopeLine}
      footer="Vigie · données de démonstration, groupe et fournisseurs fictifs · version 3f2a91c0"
      page="synthesis"
    >
      <PageLead
        language="fr"
        message="Neuf cas d’usage en production n’ont pas eu de revue. Le carbone recule, mais l’électricité repart."
        standfirst="L’IA du groupe a émis 12,3 tCO₂e, 1,1 de moins qu’au T2, parce que du calcul a quitté Francfort pour Stockholm. Elle a pourtant consommé 80 MWh, 4 de plus."
        tally={empty ? null : { kept: 2, at_risk: 2, missed: 2, not_assessable: 1 }}
      />
      <Wall empty={empty} />
      <Section
        id="figures"
        title="En un an, l’usage gagne 48 % et le coût 19 % ; l’empreinte recule de 10 %"
        note="Groupe, par trimestre, T4 2023 à T3 2026 · la teinte la plus forte : T3 2026 ; gris soutenu : les deux trimestres de comparaison"
      >
        <Headlines />
      </Section>
      <div className="grid">
        <Bridge />
        <Watch />
      </div>
      <Quality />
      <Values />
    </Shell>
  )
}

function Wall({ empty }: { readonly empty: boolean }) {
  const need = {
    kind: 'import',
    file: 'le fichier de la mission',
    command: 'npm run import -- mission.json --format mission',
  } as const
  return (
    <Section
      id="wall"
      title="Les sept engagements : le chemin parcouru entre le départ et la cible"
      note="Groupe, T3 2026 · chaque barre part du niveau de départ (2024) et vise sa cible ; toutes partagent la même échelle"
      aside={<WallKey language="fr" quarter={'T3\u00a02026'} />}
    >
      <Panel language="fr" panel={empty ? { state: 'empty', need } : { state: 'ready' }}>
        {() => (
          <>
            <CommitmentWall language="fr">
              {PROMISES.map((promise) => (
                <PromiseGroup key={promise.name} name={promise.name}>
                  {promise.commitments.map((sample) => (
                    <Row key={sample.name} {...sample} />
                  ))}
                </PromiseGroup>
              ))}
            </CommitmentWall>
            <p className="reading">
              <b>Règle</b> : tenu si le niveau atteint la trajectoire à date ; à risque jusqu’à 2 points de
              retard ; manqué au-delà ; non évaluable si la couverture est sous son plancher (80 %).
            </p>
          </>
        )}
      </Panel>
    </Section>
  )
}

function Row({ name, sentence, status, bullet }: Sample) {
  const partial = status === 'not_assessable'
  const { start, level, trajectory } = bullet
  const walk = QUARTERS.map(
    (_, index) => start + (((level ?? 0) - start) * index) / 11 + Math.sin(index * 2) * 2,
  )
  const path = QUARTERS.map((_, index) =>
    index < 5 ? null : start + (((trajectory ?? 0) - start) * (index - 4)) / 7,
  )
  const ahead = partial ? null : status === 'kept'
  return (
    <CommitmentRow
      language="fr"
      id={name}
      status={status}
      name={name}
      sentence={sentence}
      href={`/fr/commitments/${name}`}
      levelHref={`/fr/receipts/${name}`}
      bullet={layoutBullet(bullet)}
      bulletTitle={`${name} : ${level} % au T3 2026, trajectoire ${trajectory} %, cible ${bullet.targetText}`}
      level={partial ? 'n.é.' : `${level}\u202f%`.replace('-', '\u2212').replace('.', ',')}
      levelNote={partial ? 'partiel : 27 %' : '92\u202f% au T2'}
      gap={
        partial
          ? { text: '–', note: 'non calculé', ahead }
          : { text: '1,4\u00a0point', note: ahead ? 'd’avance' : 'de retard', ahead }
      }
      sparkline={layoutSparkline({ values: walk, trajectory: path, partial })}
      sparklineTitle={`Douze trimestres, de ${start} à ${level} %`}
    />
  )
}

function Headlines() {
  return (
    <div className="headlines">
      {HEADLINES.map((figure) => {
        const gpu = figure.name.startsWith('Heures')
        const interval = figure.interval === null ? null : { low: 9.1, high: 17.4 }
        return (
          <HeadlineFigure
            key={figure.name}
            language="fr"
            name={figure.name}
            value={figure.value}
            unit={figure.unit}
            interval={figure.interval}
            changes={[
              { direction: 'up', tone: figure.tone, text: '+6\u202f%', against: 'T2\u00a02026' },
              { direction: 'up', tone: figure.tone, text: '+48\u202f%', against: 'T3\u00a02025' },
            ]}
            chart={layoutColumns({ columns: columns(figure.values, gpu ? { capacity: 0 } : {}), interval })}
            chartTitle={`${figure.name}, douze trimestres`}
            context={figure.context}
            receiptHref={`/fr/receipts/${figure.name}`}
          />
        )
      })}
    </div>
  )
}

function Bridge() {
  const causes = CAUSES.map(([name, note, delta, text, tone]) => ({ name, note, delta, text, tone }))
  const change = {
    name: 'Variation',
    note: '−8\u202f%, trait : intervalle',
    delta: -1.1,
    text: '−1,1',
    tone: 'good' as const,
  }
  const layout = layoutBridge({
    start: { name: 'T2\u00a02026', note: 'niveau de départ', text: '13,4' },
    causes,
    change: { ...change, interval: { low: -1.8, high: -0.5 } },
    end: { name: 'T3\u00a02026', note: 'niveau d’arrivée', text: '12,3' },
  })
  return (
    <section className="section span-8" id="bridge">
      <ChartFigure
        title={
          <InlineText text="Sans le passage à un réseau électrique moins carboné, l’empreinte aurait augmenté de 0,9 tCO₂e" />
        }
        note={
          <InlineText text="Empreinte carbone, tCO₂e · groupe, du T2 au T3 2026, par cause · variation entre −1,8 et −0,5" />
        }
        table={null}
        reading={[{ term: 'Lecture', text: 'le réseau électrique retire 2,0 tonnes.' }]}
        links={[{ href: '/fr/receipts/bridge', label: 'D’où vient ce chiffre' }]}
      >
        <VarianceBridge
          layout={layout}
          title="Pont carbone du T2 au T3 2026"
          unit="tCO₂e"
          word={(text) => <InlineText text={text} />}
        />
      </ChartFigure>
    </section>
  )
}

function Watch() {
  const points = [
    ['Électricité : le plus grand retard', '1,4 point sous la trajectoire.', '1,4 point'],
    ['Assurance Ouest : le plus grand dépassement', '12 % au-dessus de son budget.', '61 k€'],
    ['Facturation Altonimbe : la plus grande absence', 'Août n’est pas arrivé.', '33 %'],
  ] as const
  return (
    <Section id="watch" title="À regarder" note="Trois points, calculés sur le trimestre" span={4}>
      <ul className="list">
        {points.map(([title, text, figure]) => (
          <li key={title}>
            <div>
              <a href="/fr/data">{title}</a>
              <p className="note">{text}</p>
            </div>
            <b>{figure}</b>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Quality() {
  const tiers = [
    { name: 'mesuré', share: 0.38, text: '38\u202f%', shade: 1 },
    { name: 'déclaré par le fournisseur', share: 0.34, text: '34\u202f%', shade: 2 },
    { name: 'modélisé', share: 0.21, text: '21\u202f%', shade: 3 },
    { name: 'substitut', share: 0.07, text: '7\u202f%', shade: 4 },
  ] as const
  const rows = SOURCES.map(([header, share, text, state]) => ({
    id: header,
    header,
    cells: [
      <CoverageBar key="bar" share={share} complete={share > 0.9} />,
      text,
      share > 0.9 ? (
        state
      ) : (
        <b key="state" className="bad">
          {state}
        </b>
      ),
    ],
  }))
  return (
    <Section
      id="quality"
      title="94 % de l’activité est évaluée ; un mois manque chez un fournisseur"
      note="Qualité des données du T3 2026 · ce qui n’est pas affecté est montré, jamais réparti"
    >
      <div className="columns-3">
        <DataTable
          caption="Sources"
          showCaption
          columns={[
            { label: 'Source' },
            { label: 'Couverture' },
            { label: 'Part', numeric: true },
            { label: 'État' },
          ]}
          rows={rows}
        />
        <div>
          <h3>Niveau de preuve, en % de l’électricité</h3>
          <ShareBar layout={layoutShares(tiers)} title="Niveau de preuve : 38 % mesuré" />
        </div>
        <div>
          <h3>Non affecté</h3>
          <p className="note">
            4,0 % de l’électricité (3,2 MWh) et 3,1 % de la dépense (61 k€) ne se rattachent à aucune règle.
          </p>
        </div>
      </div>
    </Section>
  )
}

function Values() {
  const causes = CAUSES.map(([name, , , text]) => ({ id: name, header: name, cells: [text] }))
  return (
    <Section id="values" title="Les valeurs derrière les graphiques">
      <details>
        <summary>Afficher le pont carbone</summary>
        <DataTable
          caption="Pont carbone"
          columns={[{ label: 'Cause' }, { label: 'Variation', unit: 'tCO₂e', numeric: true }]}
          rows={causes}
        />
      </details>
    </Section>
  )
}
