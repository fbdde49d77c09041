/** Every name below is invented. */
export const GROUP_NAME = 'Groupe Trévarn'

export const BUSINESS_LINES = [
  { business_line: 'retail_banking', name_fr: 'Banque de détail', name_en: 'Retail banking' },
  {
    business_line: 'specialised_financing',
    name_fr: 'Financements spécialisés',
    name_en: 'Specialised financing',
  },
  { business_line: 'insurance', name_fr: 'Assurance', name_en: 'Insurance' },
  {
    business_line: 'asset_management',
    name_fr: 'Gestion d’actifs et banque privée',
    name_en: 'Asset management and private banking',
  },
  { business_line: 'services', name_fr: 'Services et technologie', name_en: 'Services and technology' },
] as const
export type BusinessLine = (typeof BUSINESS_LINES)[number]['business_line']

export type DemoSubsidiary = {
  readonly id: string
  readonly shortName: string
  readonly name: string
  readonly line: BusinessLine
  /** Employees in the third quarter of 2026. */
  readonly headcount: number
  /** Share of employees who use a service in that quarter. */
  readonly adoption: number
  readonly joinedOn: string | null
  readonly leftOn: string | null
  /** Kept in the small demo, because an event happens there. */
  readonly tiny: boolean
}

function subsidiaryOf(
  line: BusinessLine,
  id: string,
  shortName: string,
  name: string,
  headcount: number,
  adoption: number,
  more: Partial<Pick<DemoSubsidiary, 'joinedOn' | 'leftOn' | 'tiny'>> = {},
): DemoSubsidiary {
  return {
    id,
    shortName,
    name,
    line,
    headcount,
    adoption,
    joinedOn: null,
    leftOn: null,
    tiny: false,
    ...more,
  }
}

export const SUBSIDIARIES: readonly DemoSubsidiary[] = [
  subsidiaryOf('retail_banking', 'lanvenn', 'Lanvenn', 'Banque Lanvenn', 1480, 0.79, { tiny: true }),
  subsidiaryOf('retail_banking', 'enezor', 'Enezor', 'Banque Enezor des Îles', 910, 0.69),
  subsidiaryOf('retail_banking', 'treizhor', 'Treizhor', 'Caisse de Treizhor', 820, 0.63),
  subsidiaryOf('retail_banking', 'mordraez', 'Mordraez', 'Banque Mordraez', 700, 0.54),
  subsidiaryOf('retail_banking', 'houlenn', 'Houlenn', 'Banque Houlenn en ligne', 640, 0.53),
  subsidiaryOf('retail_banking', 'penn-vaelen', 'Vaelen', 'Caisse de Penn Vaelen', 560, 0.52),
  subsidiaryOf('retail_banking', 'gwagenn', 'Gwagenn', 'Banque Gwagenn', 480, 0.51),
  subsidiaryOf('retail_banking', 'aberiz', 'Aberiz', 'Crédit Aberiz', 410, 0.49),
  subsidiaryOf('specialised_financing', 'koumor', 'Koumor', 'Koumor Crédit-bail', 420, 0.68),
  subsidiaryOf('specialised_financing', 'reverzh', 'Reverzh', 'Reverzh Affacturage', 390, 0.58),
  subsidiaryOf('specialised_financing', 'lestrenn', 'Lestrenn', 'Lestrenn Financement', 480, 0.51, {
    tiny: true,
  }),
  subsidiaryOf('specialised_financing', 'tarzhell', 'Tarzhell', 'Tarzhell Mobilité', 360, 0.53),
  subsidiaryOf('specialised_financing', 'garvenn', 'Garvenn', 'Garvenn Crédit à la consommation', 340, 0.5),
  subsidiaryOf('specialised_financing', 'skornig', 'Skornig', 'Skornig Cautions', 330, 0.41),
  subsidiaryOf('specialised_financing', 'porzhal', 'Porzhal', 'Porzhal Projets', 310, 0.47),
  subsidiaryOf('specialised_financing', 'roc-hmel', 'Roc’hmel', 'Roc’hmel Équipement', 270, 0.38),
  subsidiaryOf('specialised_financing', 'kanvorn', 'Kanvorn', 'Kanvorn Location', 210, 0.4, {
    leftOn: '2025-03-31',
    tiny: true,
  }),
  subsidiaryOf('insurance', 'tevennic', 'Tevennic', 'Tevennic Assurances', 1010, 0.79),
  subsidiaryOf('insurance', 'gwimor', 'Gwimor', 'Gwimor Prévoyance', 560, 0.76),
  subsidiaryOf('insurance', 'sterlann', 'Sterlann', 'Sterlann Santé', 520, 0.67),
  subsidiaryOf('insurance', 'dourlann', 'Dourlann', 'Dourlann Dommages', 440, 0.66),
  subsidiaryOf('insurance', 'avelourn', 'Avelourn', 'Avelourn Vie', 380, 0.61),
  subsidiaryOf('insurance', 'bezhinor', 'Bezhinor', 'Bezhinor Courtage', 300, 0.53),
  subsidiaryOf('insurance', 'kelvor', 'Kelvor', 'Kelvor Assistance', 240, 0.5, { tiny: true }),
  subsidiaryOf('insurance', 'morwel', 'Morwel', 'Morwel Réassurance', 180, 0.43, { tiny: true }),
  subsidiaryOf('asset_management', 'glazenn', 'Glazenn', 'Glazenn Gestion', 340, 0.6),
  subsidiaryOf('asset_management', 'morbraz', 'Morbraz', 'Banque privée Morbraz', 260, 0.4),
  subsidiaryOf('asset_management', 'tourigan', 'Tourigan', 'Tourigan Épargne', 250, 0.55),
  subsidiaryOf('asset_management', 'goubarn', 'Goubarn', 'Goubarn Immobilier', 210, 0.48),
  subsidiaryOf('asset_management', 'sklaerenn', 'Sklaerenn', 'Sklaerenn Actifs réels', 190, 0.43),
  subsidiaryOf('asset_management', 'linvad', 'Linvad', 'Linvad Capital', 170, 0.4),
  subsidiaryOf('asset_management', 'begvorn', 'Begvorn', 'Begvorn Patrimoine', 120, 0.37, {
    joinedOn: '2025-10-01',
    tiny: true,
  }),
  subsidiaryOf('asset_management', 'kerzhour', 'Kerzhour', 'Kerzhour Solidaire', 100, 0.35),
  subsidiaryOf('services', 'hentmor', 'Hentmor', 'Hentmor Technologies', 520, 0.88),
  subsidiaryOf('services', 'lugernig', 'Lugernig', 'Lugernig Données', 330, 0.81),
  subsidiaryOf('services', 'dremmor', 'Dremmor', 'Dremmor Paiements', 300, 0.64, { tiny: true }),
  subsidiaryOf('services', 'treustel', 'Treustel', 'Treustel Monétique', 280, 0.75),
  subsidiaryOf('services', 'loarig', 'Loarig', 'Loarig Relation client', 250, 0.74),
  subsidiaryOf('services', 'mervenn', 'Mervenn', 'Mervenn Recouvrement', 240, 0.64),
  subsidiaryOf('services', 'gouelenn', 'Gouelenn', 'Gouelenn Achats', 190, 0.64),
  subsidiaryOf('services', 'stivor', 'Stivor', 'Stivor Archives', 9, 0.45, { tiny: true }),
]

const FIRST_NAMES = [
  'Maëlle',
  'Tugdual',
  'Solène',
  'Corentin',
  'Enora',
  'Gildas',
  'Nolwenn',
  'Briac',
  'Armelle',
  'Loïc',
  'Rozenn',
  'Malo',
  'Sterenn',
  'Erwan',
  'Aziliz',
  'Ronan',
  'Katell',
  'Yannig',
  'Bleuenn',
  'Goulven',
] as const
const LAST_NAMES = [
  'Kersaudren',
  'Tréguidel',
  'Lezoualc’h',
  'Penvazen',
  'Guernidec',
  'Coatmeral',
  'Roscanven',
  'Plouzennec',
  'Landrezac',
  'Kerdavel',
  'Brenniliou',
  'Trémazic',
  'Quervanou',
  'Lannigou',
  'Mestrezan',
  'Goasdouar',
  'Pencavel',
  'Rubertan',
  'Kerlohou',
  'Bodennig',
] as const

/** The invented name of an office-holder; one number, one name. */
export function officeHolder(number: number): string {
  const first = FIRST_NAMES[number % FIRST_NAMES.length] ?? FIRST_NAMES[0]
  const last = LAST_NAMES[Math.floor(number / FIRST_NAMES.length) % LAST_NAMES.length] ?? LAST_NAMES[0]
  return `${first} ${last}`
}

/** Names that officeHolder can give. */
export const OFFICE_HOLDERS = FIRST_NAMES.length * LAST_NAMES.length
