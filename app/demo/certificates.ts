import { EVENTS } from '#app/demo/events.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'

/** Certificates of the group's processes; the bodies that gave them are invented. */
export const CERTIFICATES: readonly PlainRow<'certificate'>[] = [
  {
    certificate: EVENTS.expiringCertificate.certificate,
    name: 'Processus de conception et d’exploitation des IA',
    issuer: 'Bureau Valmeriac',
    perimeter: 'Fabrique IA et laboratoires de données',
    issued_on: '2023-12-01',
    expires_on: EVENTS.expiringCertificate.on,
  },
  {
    certificate: 'certificat-securite-calcul',
    name: 'Sécurité de l’information du centre de calcul',
    issuer: 'Bureau Valmeriac',
    perimeter: 'Centre de calcul Trévarn',
    issued_on: '2025-03-14',
    expires_on: '2028-03-13',
  },
  {
    certificate: 'certificat-energie-calcul',
    name: 'Management de l’énergie du centre de calcul',
    issuer: 'Organisme Kerjestin',
    perimeter: 'Centre de calcul Trévarn',
    issued_on: '2024-06-03',
    expires_on: '2027-06-02',
  },
]
