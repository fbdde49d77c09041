import type { DimensionMessages } from '#app/metrics/dimension-words.ts'

/** Names of dimensions and of their fixed values, in French. */
export const dimensionMessages: DimensionMessages = {
  names: {
    subsidiary: 'Filiale',
    business_line: 'Métier',
    project: 'Cas d’usage',
    business_function: 'Fonction',
    approach: 'Approche',
    stage: 'Étape',
    provider: 'Fournisseur',
    publisher: 'Éditeur',
    account: 'Compte',
    service: 'Service',
    service_category: 'Catégorie de service',
    charge_category: 'Nature de la ligne',
    model: 'Modèle',
    openness: 'Ouverture du modèle',
    accelerator: 'Accélérateur',
    region: 'Région',
    hosting: 'Hébergement',
    phase: 'Phase',
    invoice_month: 'Mois de facturation',
    source: 'Source',
    month: 'Mois',
    quarter: 'Trimestre',
  },
  values: {
    approach: {
      generative: 'IA générative',
      classic: 'IA classique',
    },
    stage: {
      idea: 'Idée',
      framing: 'Cadrage',
      pilot: 'Pilote',
      production: 'Production',
      stopped: 'Arrêté',
    },
    charge_category: {
      Usage: 'Consommation',
      Purchase: 'Achat',
      Tax: 'Taxe',
      Credit: 'Avoir',
      Adjustment: 'Ajustement',
    },
    openness: {
      open: 'Ouvert',
      open_weight: 'À poids ouverts',
      closed: 'Fermé',
    },
    hosting: {
      on_premise: 'Sur site',
      secnumcloud: 'SecNumCloud',
      eu_external_keys: 'Cloud européen, clés externes',
      eu_us_cloud: 'Région européenne d’un cloud américain',
      outside_eu: 'Hors Union européenne',
    },
    phase: {
      training: 'Entraînement',
      tuning: 'Ajustement',
      inference: 'Inférence',
      idle: 'Inactivité',
    },
  },
  unassigned: 'Non affecté',
}
