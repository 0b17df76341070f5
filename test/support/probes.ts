import { type OpenAPIObject } from '@nestjs/swagger';

/** Everything by which somebody could be asked for. */
export interface Probe {
  id: string;
  givenName: string;
  familyName: string;
  email: string;
  phone: string;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  minimum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
}

interface Parameter {
  name: string;
  in: string;
  schema?: Schema;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
}

/** Organizations in which the caller works; everywhere else an id is the probe's. */
const PLACES = /^(owner|chapter|organization|network)_id$|^organizations$/;
const PAGING = new Set(['after', 'limit', 'sort', 'order', 'direction']);

/** Bodies and queries that name somebody wherever the API's own description has room for it. */
export class Probing {
  constructor(
    private readonly api: OpenAPIObject,
    private readonly placeId: string,
  ) {}

  /** A body with the probe in every field, or undefined where the route takes none. */
  body(method: string, path: string, probe: Probe): unknown {
    const schema = this.operation(method, path)?.requestBody?.content?.['application/json']?.schema;
    return schema && this.value(schema, '', probe);
  }

  /** One query for each thing that is known of the probe, in every text field that the route has. */
  queries(method: string, path: string, probe: Probe): string[] {
    const asked = (this.operation(method, path)?.parameters ?? []).filter(
      (each) => each.in === 'query' && !PAGING.has(each.name),
    );
    const texts = asked.filter(({ schema }) => this.isText(schema));
    const ids = asked.filter(({ schema, name }) => schema?.format === 'uuid' && !PLACES.test(name));
    const words = [
      probe.email,
      probe.familyName,
      `${probe.givenName} ${probe.familyName}`,
      probe.phone,
      probe.id,
    ];
    const queries = [
      ...texts.flatMap(({ name }) => words.map((word) => new URLSearchParams({ [name]: word }).toString())),
      ...ids.map(({ name }) => new URLSearchParams({ [name]: probe.id }).toString()),
    ];
    const hasFile = asked.some(({ name }) => name === 'as');
    return hasFile ? [...queries, 'as=csv', ...queries.map((query) => `${query}&as=csv`)] : queries;
  }

  private operation(method: string, path: string): Operation | undefined {
    const known = this.api.paths[path.replace(/:([^/]+)/g, '{$1}')] as Record<string, Operation> | undefined;
    return known?.[method.toLowerCase()];
  }

  private isText(schema: Schema | undefined): boolean {
    return schema !== undefined && schema.type === 'string' && !schema.enum && !schema.format;
  }

  private value(given: Schema, name: string, probe: Probe): unknown {
    // A tree without end in its description; what it can ask for by name is asked.
    if (name === 'filter' || name === 'include') return { kind: 'name', contains: probe.familyName };
    if (name === 'exclude') return null;
    const schema = this.resolve(given);
    if (schema.enum) return schema.enum[0];
    const type = [schema.type].flat().find((each) => each !== 'null');
    if (type === 'array') return schema.items ? [this.value(schema.items, name, probe)] : [];
    if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
    if (type === 'boolean') return true;
    if (type === 'object' || schema.properties) {
      const fields = Object.entries(schema.properties ?? {});
      return Object.fromEntries(fields.map(([field, each]) => [field, this.value(each, field, probe)]));
    }
    return this.text(schema, name, probe);
  }

  private text({ format }: Schema, name: string, probe: Probe): string {
    if (PLACES.test(name)) return this.placeId;
    if (format === 'uuid' || /_ids?$/.test(name)) return probe.id;
    if (format === 'date-time') return '2031-05-04T10:00:00Z';
    if (format === 'date' || /_on$/.test(name)) return '2031-05-04';
    if (/email|address$/.test(name)) return probe.email;
    if (/phone|e164/.test(name)) return probe.phone;
    if (/given/.test(name)) return probe.givenName;
    if (/family/.test(name)) return probe.familyName;
    if (name === 'language') return 'en';
    if (name === 'zip') return '02139';
    return `${probe.givenName} ${probe.familyName}`;
  }

  private resolve(schema: Schema): Schema {
    if (schema.$ref) {
      const name = schema.$ref.split('/').at(-1)!;
      return this.resolve(this.api.components?.schemas?.[name] ?? {});
    }
    const parts = schema.allOf ?? schema.oneOf?.slice(0, 1) ?? schema.anyOf?.slice(0, 1);
    if (!parts) return schema;
    const resolved = parts.map((part) => this.resolve(part));
    return Object.assign({}, schema, ...resolved, {
      properties: Object.assign(
        {},
        schema.properties,
        ...resolved.map(({ properties }) => properties),
      ) as object,
    }) as Schema;
  }
}

/**
 * An answer without what differs from one request to the next for everybody: ids, times, tokens and nonces; and without
 * the probes' own words, which some answers repeat to whoever typed them, now or a moment ago.
 */
export function plainly(text: string, probes: readonly Probe[]): string {
  const words = probes.flatMap((probe): [string, string][] => [
    [probe.email, '<email>'],
    [probe.phone.replace('+1', ''), '<phone>'],
    [probe.familyName, '<family>'],
    [probe.givenName, '<given>'],
  ]);
  return withoutMoments(
    words.reduce(
      (said, [word, name]) => said.replaceAll(new RegExp(word.replace(/[.+@]/g, '\\$&'), 'gi'), name),
      text,
    ),
  );
}

/** The same for answers that name nobody. */
export function withoutMoments(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
    .replaceAll(/\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z?)?/g, '<time>')
    .replaceAll(/\b\d{1,2}:\d\d [AP]M\b/g, '<time>')
    .replaceAll(/"id":"\d+"/g, '<id>')
    .replaceAll(/"position":\d+/g, '<position>')
    .replaceAll(/nonce="[^"]*"/g, 'nonce')
    .replaceAll(/\b\d{8}T\d{6}Z?/g, '<time>')
    .replaceAll(/[A-Za-z0-9_-]{22,}/g, '<token>')
    .replaceAll(/\d+[0-9a-z]{3,7}\b/g, '<number>');
}
