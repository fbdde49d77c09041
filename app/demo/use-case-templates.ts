import type { BusinessLine } from '#app/demo/group.ts'

/** What a use case does, before a subsidiary takes it up. The short name leaves room for the subsidiary's. */
export type UseCaseTemplate = {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly businessFunction: string
  readonly approach: 'generative' | 'classic'
  /** Used by customers, on Saturdays and Sundays too. */
  readonly everyDay: boolean
}

const FUNCTIONS = {
  fraud: 'Lutte contre la fraude',
  risk: 'Risques',
  credit: 'Octroi et crédit',
  claims: 'Indemnisation',
  service: 'Relation client',
  compliance: 'Conformité',
  marketing: 'Marketing et distribution',
  it: 'Informatique',
  hr: 'Ressources humaines',
  legal: 'Juridique',
  finance: 'Finance et comptabilité',
  operations: 'Opérations',
  investment: 'Investissement',
  underwriting: 'Souscription',
} as const

function template(
  approach: UseCaseTemplate['approach'],
  key: keyof typeof FUNCTIONS,
  id: string,
  shortName: string,
  name: string,
  everyDay = false,
): UseCaseTemplate {
  return { id, name, shortName, businessFunction: FUNCTIONS[key], approach, everyDay }
}
const classic = (...rest: Parameters<typeof template> extends [unknown, ...infer R] ? R : never) =>
  template('classic', ...rest)
const generative = (...rest: Parameters<typeof template> extends [unknown, ...infer R] ? R : never) =>
  template('generative', ...rest)

/** The office assistant that every subsidiary of the group takes up at the turn of 2026. */
export const ASSISTANT = generative(
  'operations',
  'assistant',
  'Assistant',
  'Assistant bureautique des équipes',
)

/** Trades that any subsidiary may take up. */
export const COMMON_TEMPLATES: readonly UseCaseTemplate[] = [
  generative('service', 'reclamations', 'Réclamer', 'Aide à la rédaction des réponses aux réclamations'),
  generative('service', 'appels', 'Appels', 'Synthèse des appels du centre de relation client'),
  generative('legal', 'contrats', 'Contrats', 'Relecture assistée des contrats fournisseurs'),
  generative('it', 'code', 'Code', 'Aide à la programmation'),
  generative('compliance', 'procedures', 'Procédures', 'Recherche dans les procédures internes'),
  generative('it', 'support', 'Support', 'Réponses du support informatique interne'),
  classic('service', 'courriels', 'Courriels', 'Orientation des courriels entrants', true),
  classic('operations', 'documents', 'Documents', 'Lecture automatique des pièces justificatives', true),
  classic(
    'compliance',
    'blanchiment',
    'Blanchim.',
    'Détection des opérations suspectes de blanchiment',
    true,
  ),
  classic('finance', 'tresorerie', 'Trésorerie', 'Prévision de trésorerie'),
  classic('marketing', 'attrition', 'Attrition', 'Prévision des départs de clients'),
  classic('marketing', 'appetence', 'Appétence', 'Appétence des clients aux offres'),
  classic('service', 'affluence', 'Affluence', 'Prévision de l’affluence au téléphone'),
  classic('it', 'incidents', 'Incidents', 'Détection précoce des incidents de production', true),
  classic('finance', 'factures', 'Factures', 'Rapprochement des factures et des commandes'),
  classic('hr', 'mobilite', 'Mobilité', 'Rapprochement des postes et des compétences'),
  classic('operations', 'doublons', 'Doublons', 'Détection des dossiers en double'),
  classic('compliance', 'homonymes', 'Homonymes', 'Tri des alertes sur les listes de sanctions', true),
]

/** Trades of each business line. */
export const LINE_TEMPLATES: Readonly<Record<BusinessLine, readonly UseCaseTemplate[]>> = {
  retail_banking: [
    generative('service', 'conseiller', 'Conseiller', 'Préparation des rendez-vous des conseillers'),
    generative('credit', 'dossier-immo', 'Prêt immo', 'Résumé des dossiers de prêt immobilier'),
    classic('fraud', 'fraude-carte', 'Carte', 'Détection de fraude à la carte', true),
    classic('fraud', 'fraude-virement', 'Virements', 'Détection de fraude au virement', true),
    classic('credit', 'score-conso', 'Score', 'Score d’octroi du crédit à la consommation', true),
    classic('risk', 'fragilite', 'Fragilité', 'Repérage des clients en fragilité financière'),
    classic('operations', 'especes', 'Espèces', 'Prévision des besoins en espèces des automates', true),
    classic('operations', 'cheques', 'Chèques', 'Lecture des chèques'),
    classic('marketing', 'categories', 'Catégories', 'Classement des opérations du compte', true),
    classic('risk', 'decouvert', 'Découvert', 'Prévision des dépassements de découvert'),
  ],
  specialised_financing: [
    generative('credit', 'note-credit', 'Note', 'Première rédaction des notes de crédit'),
    generative('legal', 'garanties', 'Garanties', 'Comparaison des clauses de garantie'),
    classic('credit', 'score-entreprise', 'Score', 'Score de défaut des entreprises', true),
    classic('fraud', 'fausses-factures', 'Fausses f.', 'Détection des fausses factures'),
    classic('risk', 'valeur-residuelle', 'Résiduelle', 'Estimation de la valeur résiduelle des biens loués'),
    classic('risk', 'retards', 'Retards', 'Prévision des retards de paiement'),
    classic('operations', 'bilans', 'Bilans', 'Lecture automatique des bilans'),
    classic('risk', 'signaux', 'Signaux', 'Signaux précoces de dégradation'),
    classic('marketing', 'renouveler', 'Renouveler', 'Prévision des fins de contrat à renouveler'),
  ],
  insurance: [
    generative('claims', 'resume-sinistre', 'Sinistres', 'Résumé des dossiers de sinistre'),
    generative('claims', 'traduction', 'Traduction', 'Traduction des déclarations de sinistre'),
    classic('claims', 'orientation', 'Orienter', 'Orientation des sinistres à la déclaration', true),
    classic('claims', 'degats-photo', 'Photos', 'Estimation des dégâts sur photographie', true),
    classic('fraud', 'fraude-sinistre', 'Fraude', 'Détection de fraude au sinistre'),
    classic('underwriting', 'tarif', 'Tarif', 'Segmentation tarifaire automobile', true),
    classic('underwriting', 'climat', 'Climat', 'Exposition des biens aux aléas climatiques'),
    classic('claims', 'devis-sante', 'Devis', 'Contrôle des devis de soins', true),
    classic('marketing', 'resiliation', 'Résilier', 'Prévision des résiliations'),
    classic('claims', 'provisions', 'Provisions', 'Estimation des provisions dossier par dossier'),
  ],
  asset_management: [
    generative('investment', 'rapport', 'Rapports', 'Rédaction assistée des rapports de gestion'),
    generative('investment', 'analyse', 'Analyse', 'Synthèse de la recherche financière'),
    classic('investment', 'durabilite', 'Durabilité', 'Extraction des données de durabilité des émetteurs'),
    classic('risk', 'liquidite', 'Liquidité', 'Prévision des rachats de parts'),
    classic('investment', 'loyers', 'Loyers', 'Estimation des loyers de marché'),
    classic('compliance', 'adequation', 'Adéquation', 'Contrôle de l’adéquation des conseils'),
    classic(
      'operations',
      'rapprocher',
      'Rapprocher',
      'Rapprochement des positions et des dépositaires',
      true,
    ),
    classic('fraud', 'abus-marche', 'Abus', 'Détection des abus de marché', true),
  ],
  services: [
    generative('service', 'dialogue', 'Dialogue', 'Agent de dialogue des clients porteurs', true),
    generative('it', 'exploitation', 'Exploiter', 'Analyse assistée des journaux d’exploitation'),
    classic('fraud', 'fraude-paiement', 'Paiements', 'Détection de fraude aux paiements en ligne', true),
    classic('operations', 'litiges', 'Litiges', 'Tri des litiges de paiement', true),
    classic('operations', 'recouvrement', 'Recouvrer', 'Choix de l’action de recouvrement'),
    classic('it', 'capacite', 'Capacité', 'Prévision de la charge des serveurs', true),
    classic('operations', 'achats', 'Achats', 'Classement des dépenses par famille d’achat'),
    classic('operations', 'archives', 'Archives', 'Classement des archives'),
    classic('service', 'voix', 'Voix', 'Reconnaissance des motifs d’appel', true),
  ],
}
