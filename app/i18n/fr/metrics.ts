import type { MetricId } from '#app/metrics/catalog.ts'
import type { MetricWords, Unit, UnitWords, WithheldWords } from '#app/metrics/metric.ts'

/** Names and definitions of metrics and units, in French. */
export const metricMessages: {
  readonly metrics: Readonly<Record<MetricId, MetricWords>>
  readonly withheld: Readonly<Record<'few_people', WithheldWords>>
  readonly units: Readonly<Record<Unit, UnitWords>>
} = {
  metrics: {
    requests: {
      name: 'Requêtes',
      definition: 'Appels à un modèle, comptés par les passerelles et les fournisseurs.',
    },
    requests_assessed: {
      name: 'Requêtes évaluées',
      definition: 'Requêtes dont l’électricité et le carbone sont estimés.',
    },
    input_tokens: { name: 'Jetons lus', definition: 'Jetons lus par les modèles, ceux du cache compris.' },
    output_tokens: {
      name: 'Jetons produits',
      definition: 'Jetons écrits par les modèles, raisonnement compris.',
    },
    active_users: {
      name: 'Utilisateurs actifs',
      definition:
        'Personnes qui ont utilisé un service d’IA dans le mois ; sur plusieurs mois, la moyenne des mois connus.',
    },
    headcount: {
      name: 'Effectif',
      definition: 'Salariés du périmètre ; sur plusieurs mois, la moyenne des mois connus.',
    },
    adoption_rate: {
      name: 'Taux d’adoption',
      definition: 'Utilisateurs actifs rapportés à l’effectif, dans les filiales dont l’effectif est connu.',
    },
    requests_per_active_user: {
      name: 'Requêtes par utilisateur actif',
      definition: 'Requêtes de la période divisées par le nombre moyen d’utilisateurs actifs par mois.',
    },
    cost: {
      name: 'Coût facturé',
      definition: 'Ce que les fournisseurs facturent, avoirs et corrections déduits.',
    },
    effective_cost: {
      name: 'Coût amorti',
      definition: 'Coût après étalement des engagements et des achats payés d’avance.',
    },
    contracted_cost: {
      name: 'Coût au prix négocié',
      definition: 'Ce que la consommation coûte au prix du contrat, avant avoirs et étalement.',
    },
    list_cost: {
      name: 'Coût au tarif public',
      definition: 'Ce que la même consommation coûterait au tarif public, sans remise.',
    },
    budget: { name: 'Budget', definition: 'Dépense prévue pour la période.' },
    budget_used: {
      name: 'Part du budget consommée',
      definition: 'Coût facturé divisé par le budget des mêmes mois.',
    },
    cost_per_request: {
      name: 'Coût par requête',
      definition: 'Coût facturé divisé par le nombre de requêtes.',
    },
    cost_per_active_user: {
      name: 'Coût par utilisateur actif',
      definition: 'Coût facturé de la période divisé par le nombre moyen d’utilisateurs actifs par mois.',
    },
    gpu_hours: {
      name: 'Heures GPU allouées',
      definition: 'Heures d’accélérateur réservées, qu’elles servent ou non.',
    },
    gpu_hours_used: {
      name: 'Heures GPU utilisées',
      definition: 'Heures d’accélérateur pendant lesquelles un calcul a tourné, là où l’usage est mesuré.',
    },
    gpu_hours_idle: {
      name: 'Heures GPU inactives',
      definition: 'Heures allouées et non utilisées, là où l’usage est mesuré.',
    },
    gpu_utilisation: {
      name: 'Taux d’utilisation des GPU',
      definition: 'Heures utilisées divisées par les heures allouées dont l’usage est mesuré.',
    },
    energy_kwh: {
      name: 'Électricité',
      definition:
        'Énergie au compteur du centre de données, refroidissement compris : mesurée quand elle l’est, estimée sinon.',
    },
    carbon_kg: {
      name: 'Carbone d’usage, hors fabrication',
      definition:
        'Émissions de l’électricité consommée, selon le mix du lieu ; la fabrication des équipements n’y est pas.',
    },
    energy_per_request: {
      name: 'Énergie par requête évaluée',
      definition: 'Énergie d’inférence divisée par les requêtes dont l’énergie est évaluée.',
    },
    carbon_per_request: {
      name: 'Carbone d’usage par requête évaluée',
      definition:
        'Émissions d’inférence divisées par les requêtes dont l’énergie est évaluée, hors fabrication.',
    },
    carbon_per_employee: {
      name: 'Carbone d’usage par salarié',
      definition: 'Émissions de la période divisées par l’effectif moyen, hors fabrication.',
    },
    grid_intensity: {
      name: 'Intensité carbone de l’électricité',
      definition: 'Émissions d’usage divisées par l’électricité qui les cause.',
    },
    use_cases: {
      name: 'Cas d’usage inscrits',
      definition: 'Cas d’usage inscrits au registre à la fin de la période.',
    },
    use_cases_in_production: {
      name: 'Cas d’usage en production',
      definition: 'Cas d’usage en production à la fin de la période.',
    },
    reviewed_share: {
      name: 'Part revue par les experts',
      definition:
        'Cas d’usage en production ayant reçu un avis favorable ou favorable sous conditions, rapportés à tous ceux en production, à la fin de la période.',
    },
    workshops: { name: 'Ateliers', definition: 'Ateliers d’acculturation tenus.' },
    workshop_participants: {
      name: 'Participations aux ateliers',
      definition: 'Places occupées dans les ateliers ; une personne compte autant de fois qu’elle vient.',
    },
    trained_employees: {
      name: 'Salariés formés',
      definition: 'Salariés ayant suivi au moins un atelier, à la fin de la période.',
    },
    trained_share: {
      name: 'Part des salariés formés',
      definition:
        'Salariés ayant suivi au moins un atelier rapportés à l’effectif, à la fin de la période, dans les filiales dont l’effectif est connu.',
    },
    top_rungs_cost_share: {
      name: 'Part du coût en hébergement maîtrisé',
      definition:
        'Coût hébergé sur site, en SecNumCloud ou dans un cloud européen à clés externes, rapporté au coût dont l’hébergement est connu.',
    },
    open_model_share: {
      name: 'Part des modèles ouverts',
      definition:
        'Requêtes servies par un modèle ouvert ou à poids ouverts, rapportées à celles dont l’ouverture du modèle est connue.',
    },
    source_completeness: {
      name: 'Complétude des sources',
      definition: 'Mois reçus rapportés aux mois attendus de chaque source.',
    },
    requests_per_employee: {
      name: 'Requêtes par salarié',
      definition: 'Requêtes de la période divisées par l’effectif moyen.',
    },
    requests_per_use_case: {
      name: 'Requêtes par cas d’usage en production',
      definition: 'Requêtes de la période divisées par le nombre de cas d’usage en production à sa fin.',
    },
    tokens_per_request: {
      name: 'Jetons produits par requête',
      definition: 'Jetons produits divisés par le nombre de requêtes.',
    },
    cost_per_thousand_requests: {
      name: 'Coût pour mille requêtes',
      definition: 'Coût facturé divisé par le nombre de requêtes, en milliers.',
    },
    cost_per_employee: {
      name: 'Coût par salarié',
      definition: 'Coût facturé de la période divisé par l’effectif moyen.',
    },
    cost_per_use_case: {
      name: 'Coût par cas d’usage en production',
      definition: 'Coût facturé de la période divisé par le nombre de cas d’usage en production à sa fin.',
    },
    cost_per_gpu_hour: {
      name: 'Coût d’une heure GPU',
      definition: 'Coût facturé des accélérateurs nommés divisé par les heures GPU allouées.',
    },
    gpu_idle_cost: {
      name: 'Coût des heures GPU inactives',
      definition: 'Heures GPU allouées et inactives, au coût moyen d’une heure allouée du même périmètre.',
    },
    gpu_hours_per_thousand_requests: {
      name: 'Heures GPU pour mille requêtes',
      definition: 'Heures GPU allouées à l’inférence divisées par ses requêtes, en milliers.',
    },
    gpu_hours_per_use_case: {
      name: 'Heures GPU par cas d’usage en production',
      definition:
        'Heures GPU allouées de la période divisées par le nombre de cas d’usage en production à sa fin.',
    },
    gpu_hours_per_employee: {
      name: 'Heures GPU par salarié',
      definition: 'Heures GPU allouées de la période divisées par l’effectif moyen.',
    },
    carbon_per_active_user: {
      name: 'Carbone d’usage par utilisateur actif',
      definition: 'Carbone d’usage de la période divisé par le nombre moyen d’utilisateurs actifs par mois.',
    },
    carbon_per_use_case: {
      name: 'Carbone d’usage par cas d’usage en production',
      definition: 'Carbone d’usage de la période divisé par le nombre de cas d’usage en production à sa fin.',
    },
    energy_per_thousand_requests: {
      name: 'Électricité pour mille requêtes',
      definition: 'Électricité de l’inférence divisée par ses requêtes évaluées, en milliers.',
    },
  },
  withheld: {
    few_people: {
      mark: 'non montré',
      short: 'n.m.',
      reason: 'moins de cinq personnes',
      text: 'non montré\u00a0: moins de cinq personnes',
      inLine: 'non montré, moins de cinq personnes',
      sentence: 'Non montré\u00a0: moins de cinq personnes.',
    },
  },
  units: {
    money: { short: 'devise', long: 'unités de la devise de la facture' },
    share: { short: '%', long: 'pour cent' },
    requests: { short: 'requêtes', long: 'requêtes' },
    tokens: { short: 'jetons', long: 'jetons' },
    users: { short: 'utilisateurs', long: 'utilisateurs actifs' },
    people: { short: 'personnes', long: 'personnes' },
    workshops: { short: 'ateliers', long: 'ateliers' },
    use_cases: { short: 'cas d’usage', long: 'cas d’usage' },
    h: { short: 'h', long: 'heures' },
    kWh: { short: 'kWh', long: 'kilowattheures' },
    Wh: { short: 'Wh', long: 'wattheures' },
    kgCO2e: { short: 'kgCO₂e', long: 'kilogrammes d’équivalent CO₂' },
    gCO2e: { short: 'gCO₂e', long: 'grammes d’équivalent CO₂' },
    'gCO2e/kWh': { short: 'gCO₂e/kWh', long: 'grammes d’équivalent CO₂ par kilowattheure' },
  },
}
