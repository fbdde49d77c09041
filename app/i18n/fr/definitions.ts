import type { Limit } from '#app/metrics/limits.ts'
import type { Metric } from '#app/metrics/metric.ts'
import type { Theme } from '#app/metrics/themes.ts'

/** The words of definitions, of the data dictionary and of the glossary, in French: the source of the type. */
export const definitions = {
  title: 'Définitions',
  message: (metrics: number) => `${metrics}\u00a0indicateurs, chacun avec sa règle écrite.`,
  standfirst:
    'Un même calcul sert la page, le tableau, le fichier et la ligne de commande. Ce qui suit est tiré du catalogue qui fait ces calculs\u00a0: une règle qui change change ici.',
  back: 'Définitions',
  name: 'Indicateur',
  meaning: 'Ce qu’il veut dire',
  unit: 'Unité',
  facts: 'Comment il est fait',
  terms: {
    id: 'Identifiant',
    theme: 'Thème',
    unit: 'Unité',
    direction: 'Sens',
    formula: 'Formule',
    inCode: 'La même, telle que le catalogue l’écrit',
    coverage: 'Règle de couverture',
    coverageInCode: 'La même, telle que le catalogue l’écrit',
    source: 'Sources',
  },
  themes: {
    use: 'Usage',
    cost: 'Coûts',
    gpu: 'Heures GPU',
    footprint: 'Électricité et carbone',
    mastery: 'Maîtrise',
    sovereignty: 'Souveraineté',
    data: 'Données',
  } satisfies Record<Theme, string>,
  directions: {
    lower: 'une baisse est un progrès',
    higher: 'une hausse est un progrès',
    neither: 'ni la hausse ni la baisse n’est un progrès\u00a0: il sert à lire les autres',
  } satisfies Record<Metric['betterWhen'], string>,
  noCoverage: 'aucune\u00a0: voir les limites',
  supply: (fact: string, formats: readonly string[]) =>
    formats.length === 0
      ? `${fact} (dans la démonstration\u00a0; aucun format d’import ne les apporte encore)`
      : `${fact} (formats d’import\u00a0: ${formats.join(', ')})`,
  dimensions: {
    title: 'Par quoi il se répartit et se filtre',
    note: 'Une dimension absente manque à l’une au moins des sources de l’indicateur',
  },
  uses: {
    title: 'Où il se lit',
    none: 'Aucune page ne le montre aujourd’hui\u00a0: il se lit par son reçu et en ligne de commande.',
  },
  page: (name: string) => `Page «\u00a0${name}\u00a0»`,
  subsidiaryPages: 'Page de chaque filiale',
  entityPages: 'Pages des cas d’usage, des modèles et des fournisseurs',
  commitment: (name: string) => `Engagement «\u00a0${name}\u00a0»`,
  ask: 'Le lire maintenant',
  receipt: 'Le chiffre du dernier trimestre clos, avec sa requête',
  command: 'En ligne de commande',
  limitsTitle: 'Ce qu’il ne dit pas',
  limits: {
    sum_over_sum:
      'Une somme divisée par une somme\u00a0: le rapport du groupe n’est pas la moyenne des rapports des filiales.',
    valued_at_mean:
      'Valorisé au coût moyen d’une heure sur le même périmètre\u00a0: les valeurs des parties ne s’additionnent pas exactement.',
    people_do_not_add:
      'Les personnes ne s’additionnent pas d’un mois à l’autre\u00a0: sur plusieurs mois, c’est la moyenne des mois connus.',
    few_people:
      'D’une à quatre personnes, le chiffre n’est pas montré, ni rien de ce qui en est fait\u00a0: chacune pourrait se reconnaître. Zéro se montre\u00a0: il ne désigne personne. Ce qui manque à une seule partie se déduit encore du total et des autres, ou d’un trimestre et de ses autres mois\u00a0; et les parties qui se montrent ne font plus tout à fait le total.',
    end_of_period:
      'Lu à la fin du dernier mois de la période, jamais à un mois antérieur\u00a0: si ce mois manque, le chiffre manque.',
    one_currency: 'Une somme par devise\u00a0: deux devises ne sont jamais additionnées ni converties.',
    estimated:
      'Estimé là où rien n’est mesuré\u00a0: le chiffre porte un intervalle, qui contient la valeur neuf fois sur dix selon nos facteurs. Ce qui ne peut pas être estimé y manque et abaisse la couverture.',
    use_phase_only:
      'L’électricité consommée seulement, selon le mix du lieu\u00a0: ni la fabrication des équipements, ni les contrats d’électricité verte.',
    allocated: 'Une heure allouée n’est pas une heure utilisée\u00a0: elle compte même quand rien ne tourne.',
    where_use_is_measured:
      'Limité aux accélérateurs dont l’usage est mesuré\u00a0: la couverture dit quelle part des heures ils font.',
    inference_only:
      'L’inférence seule\u00a0: l’entraînement n’a pas de requêtes et ne peut pas être divisé par elles.',
    known_part_only:
      'Ce dont on ne sait pas de quel côté le compter n’est d’aucun côté\u00a0: la couverture dit quelle part il fait.',
    no_coverage: 'Sans couverture\u00a0: ce que le registre ne dit pas ne se voit pas dans ce chiffre.',
  } satisfies Record<Limit, string>,
  dictionary: {
    title: 'Dictionnaire des données',
    message: (tables: number) => `${tables}\u00a0tables, colonne par colonne.`,
    standfirst:
      'Les descriptions sont en anglais\u00a0: ce sont celles du schéma, les mêmes que BigQuery montre.',
    core: 'Ce que les imports apportent',
    serve: 'Ce que les pages lisent',
    column: 'Colonne',
    type: 'Type',
    presence: 'Présence',
    description: 'Description',
    nullable: 'peut manquer',
    required: 'toujours là',
    link: 'Dictionnaire des données\u00a0: chaque table et chaque colonne',
  },
  glossaryTitle: 'Glossaire',
  glossaryNote: 'Les mots de Vigie, en langage courant',
  glossary: [
    [
      'Engagement',
      'Ce que l’entreprise a promis par écrit, avec un indicateur, un départ, une cible et une date.',
    ],
    ['Départ', 'Le niveau à partir duquel un engagement se mesure, à une période fixée d’avance.'],
    ['Trajectoire', 'Le niveau attendu à chaque trimestre entre le départ et la cible.'],
    ['Cible', 'Le niveau promis, et le trimestre où il doit être atteint.'],
    ['Écart', 'Ce qui sépare le niveau d’aujourd’hui de la trajectoire, du bon ou du mauvais côté.'],
    [
      'Statut',
      'Tenu, à risque, manqué ou non évaluable\u00a0: une règle écrite le décide, jamais une appréciation.',
    ],
    ['Couverture', 'La part de l’activité que l’on a pu compter. Au-dessous d’un plancher, on ne juge pas.'],
    [
      'Non affecté',
      'Une activité qu’aucune règle ne rattache à une filiale ou à un cas d’usage\u00a0: elle est comptée et montrée, jamais écartée.',
    ],
    [
      'Niveau de preuve',
      'Ce sur quoi un chiffre repose\u00a0: un compteur, la déclaration d’un fournisseur, un modèle de calcul ou une valeur voisine.',
    ],
    [
      'Intervalle',
      'Les bornes entre lesquelles la valeur se trouve, neuf fois sur dix selon ce que l’on sait.',
    ],
    ['Reçu', 'La page qui dit d’où vient un chiffre\u00a0: sa règle, ses lignes, ce qui manque, sa requête.'],
    [
      'Période close',
      'Un trimestre que les données ont dépassé. Un trimestre ouvert se compare sur les mêmes jours écoulés.',
    ],
    [
      'Version des données',
      'Douze caractères que le contenu détermine\u00a0: le même contenu donne la même version.',
    ],
    ['Cas d’usage', 'Un projet d’IA inscrit au registre, de l’idée à l’arrêt.'],
    [
      'Jeton',
      'Le morceau de mot que lit ou écrit un modèle de langage\u00a0: trois à quatre lettres en moyenne.',
    ],
    ['Requête', 'Un appel à un modèle.'],
    ['Inférence', 'Le travail d’un modèle déjà entraîné qui répond.'],
    ['Entraînement', 'Le calcul qui fabrique un modèle\u00a0; l’affinage en adapte un qui existe.'],
    [
      'GPU',
      'L’accélérateur sur lequel tournent les modèles. Une heure GPU, c’est un accélérateur pendant une heure.',
    ],
    [
      'Coût facturé',
      'Ce que disent les factures, avoirs déduits\u00a0; le coût amorti étale les achats payés d’avance.',
    ],
    [
      'Échelon d’hébergement',
      'L’un des cinq lieux où l’IA peut tourner, du plus maîtrisé au moins maîtrisé. Aucun n’est dit souverain à lui seul.',
    ],
    [
      'Clés externes',
      'Des clés de chiffrement que l’hébergeur ne détient pas\u00a0: sans elles, il ne peut pas lire les données.',
    ],
    [
      'Poids ouverts',
      'Un modèle que l’on peut télécharger et faire tourner chez soi, sans que sa fabrication soit publiée. Un modèle ouvert la publie.',
    ],
    [
      'Carbone d’usage',
      'Ce qu’émet l’électricité consommée, selon la manière dont elle est produite sur place.',
    ],
    [
      'kgCO₂e',
      'Kilogrammes d’équivalent CO₂\u00a0: tous les gaz à effet de serre, ramenés à l’effet du CO₂.',
    ],
    [
      'Effet rebond',
      'Quand chaque requête consomme moins et que le total augmente parce qu’il y en a davantage.',
    ],
  ] as readonly (readonly [string, string])[],
}
