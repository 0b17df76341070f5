import { type ColumnKind, type ColumnMeaning, type Mapping, mappingProblem } from './columns.js';
import { presetOf } from './presets.js';

/** Headings as people write them in English, Spanish and Portuguese, in plain letters. */
const WORDS: Partial<Record<ColumnKind, string>> = {
  given_name:
    'first name|firstname|first|given name|givenname|forename|fname|preferred name|nombre|nombres|primer nombre|nome|primeiro nome|prenome',
  family_name:
    'last name|lastname|last|family name|familyname|surname|lname|apellido|apellidos|sobrenome|apelido|ultimo nome',
  full_name:
    'name|full name|fullname|contact name|nombre completo|nombre y apellido|nombre y apellidos|nome completo',
  pronouns: 'pronouns|pronoun|pronombres|pronomes',
  language: 'language|preferred language|locale|idioma|lengua|lingua|idioma preferido',
  email:
    'email|e mail|email address|e mail address|emailaddress|primary email|home email|work email|personal email|other email|email 1|email 2|email 3|email1|email2|email3|correo|correo electronico|correo e|direccion de correo|direccion de correo electronico|endereco de email|endereco de e mail',
  phone:
    'phone|phone number|phonenumber|telephone|telephone number|mobile|mobile number|mobile phone|cell|cell phone|cellphone|home phone|work phone|phone 1|phone 2|tel|telefono|numero de telefono|telefono movil|movil|celular|telefone|numero de telefone|telemovel',
  street:
    'address|street|street address|address 1|address1|address line 1|addressline1|mailing address|home address|direccion|calle|domicilio|direccion 1|endereco|rua|morada|logradouro',
  street_2:
    'address 2|address2|address line 2|addressline2|apt|apartment|unit|suite|direccion 2|apartamento|complemento',
  city: 'city|town|municipality|city town|ciudad|localidad|municipio|poblacion|cidade',
  state: 'state|province|state province|region|state abbreviation|st|estado|provincia|uf',
  zip: 'zip|zip code|zipcode|postal code|postalcode|postcode|zip postal code|zip5|codigo postal|cp|cep|codigo zip',
  country: 'country|country code|pais|nacion',
  tags: 'tags|tag|tag list|labels|groups|etiquetas|etiqueta|grupos',
  email_consent:
    'email consent|email opt in|opt in|subscribed|subscription status|suscrito|inscrito|consentimiento de correo|consentimento de email',
  sms_consent: 'sms consent|sms opt in|text opt in|sms status|mobile opt in',
  unsubscribed_at: 'unsubscribed at|unsub time|unsubscribe date|fecha de baja',
  source_code: 'source|source code|origin|fuente|origen|origem|fonte',
  external_id: 'external id|uuid',
  organization:
    'organization|organization name|organisation|org|partner|partner organization|affiliation|organizacion|organizacao',
  skills:
    'skills|skill|skill set|volunteer skills|special skills|talents|skills offered|habilidades|destrezas|capacidades|competencias|aptidoes',
  speaks:
    'languages|languages spoken|spoken languages|other languages|additional languages|speaks|volunteer languages|idiomas|idiomas que habla|lenguas|lenguas que habla|linguas|linguas que fala|idiomas que fala',
  trainings:
    'trainings|training|training completed|trainings completed|completed trainings|volunteer training|volunteer trainings|certifications|capacitacion|capacitaciones|formacion|formaciones|entrenamientos|formacao|formacoes|treinamento|treinamentos',
  trained_on:
    'training date|date of training|date trained|trained on|trained at|training completed on|training completion date|fecha de capacitacion|fecha de formacion|data da formacao|data do treinamento',
};

const KIND_OF = new Map(
  Object.entries(WORDS).flatMap(([kind, words]) =>
    words.split('|').map((word) => [word, kind as ColumnKind]),
  ),
);

/** A heading in the form in which headings are compared: plain letters and digits, words by one space. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

export interface Guess {
  mapping: Mapping;
  /** The system whose export it seems to be. */
  preset: { name: string; system: string } | null;
}

/**
 * What the columns probably are. A column that is called like something which an earlier one is already is left to a person.
 *
 * @param saved what was chosen before, by plain heading; it goes before every guess.
 */
export function guessColumns(
  headings: readonly string[],
  saved: ReadonlyMap<string, ColumnMeaning> = new Map(),
): Guess {
  const plain = headings.map(plainHeading);
  const preset = presetOf(plain);
  const mapping: ColumnMeaning[] = [];
  for (const heading of plain) {
    const kind = preset?.columns.get(heading) ?? KIND_OF.get(heading) ?? 'ignore';
    const meaning = saved.get(heading) ?? { is: kind };
    const isTaken = isRefused([...mapping, meaning]);
    mapping.push(isTaken ? { is: 'ignore' } : meaning);
  }
  return { mapping, preset: preset && { name: preset.name, system: preset.system } };
}

/** Whether this beginning of a mapping is wrong for another reason than that nobody is named yet. */
function isRefused(mapping: Mapping): boolean {
  return mappingProblem([...mapping, { is: 'email' }]) !== null;
}
