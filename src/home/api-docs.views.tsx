import { type OpenAPIObject } from '@nestjs/swagger';
import { type ReactElement } from 'react';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

function nameOf(schema: Schema | undefined): string {
  if (!schema) return '';
  if ('$ref' in schema) return schema.$ref.split('/').at(-1)!;
  if (schema.type === 'array') return `${nameOf(schema.items)}[]`;
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'object');
  return schema.format ? `${type} (${schema.format})` : type;
}

function TypeName({ schema }: { schema: Schema | undefined }): ReactElement {
  const name = nameOf(schema);
  const target = name.replace('[]', '');
  return /^[A-Z]/.test(target) ? <a href={`#${target}`}>{name}</a> : <code>{name}</code>;
}

function OperationView({
  method,
  path,
  operation,
}: {
  method: string;
  path: string;
  operation: Operation;
}): ReactElement {
  const body =
    operation.requestBody && 'content' in operation.requestBody
      ? operation.requestBody.content['application/json']?.schema
      : undefined;
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'));
  return (
    <section aria-labelledby={operation.operationId}>
      <h3 id={operation.operationId}>
        <code>
          {method.toUpperCase()} {path}
        </code>
      </h3>
      <p>{operation.summary}</p>
      <dl className="facts">
        {operation.parameters?.map((parameter) =>
          'name' in parameter ? (
            <div key={parameter.in + parameter.name}>
              <dt>
                <code>{parameter.name}</code> <span className="soft">in {parameter.in}</span>
              </dt>
              <dd>
                <TypeName schema={parameter.schema} /> {parameter.description}
              </dd>
            </div>
          ) : null,
        )}
        {body && (
          <div>
            <dt>Send</dt>
            <dd>
              <TypeName schema={body} />
            </dd>
          </div>
        )}
        {answers.map(([status, answer]) => (
          <div key={status}>
            <dt>{status}</dt>
            <dd>
              <TypeName
                schema={
                  answer && 'content' in answer ? answer.content?.['application/json']?.schema : undefined
                }
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function SchemaView({ name, schema }: { name: string; schema: Schema }): ReactElement {
  const properties = 'properties' in schema ? (schema.properties ?? {}) : {};
  const required = 'required' in schema ? (schema.required ?? []) : [];
  return (
    <section aria-labelledby={name}>
      <h3 id={name}>{name}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(properties).map(([field, each]) => (
            <tr key={field}>
              <th scope="row">
                <code>{field}</code>
                {!required.includes(field) && <span className="soft"> optional</span>}
              </th>
              <td>
                <TypeName schema={each} />
                {'nullable' in each && each.nullable && ' or null'}
              </td>
              <td>{'description' in each ? each.description : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The OpenAPI document, readable: operations by path, then the shapes they speak of. */
export function ApiDocsPage({ document }: { document: OpenAPIObject }): ReactElement {
  return (
    <>
      <h1>API</h1>
      <p className="lead narrow">{document.info.description}</p>
      <p className="narrow">
        Programs send an API key as <code>Authorization: Bearer KEY</code>. The same as a file:{' '}
        <a href="/api/openapi.json">OpenAPI 3.1</a>.
      </p>
      <h2>Operations</h2>
      {Object.entries(document.paths).flatMap(([path, item]) =>
        METHODS.filter((method) => item[method]).map((method) => (
          <OperationView key={method + path} method={method} path={path} operation={item[method]!} />
        )),
      )}
      <h2>Shapes</h2>
      {Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => (
        <SchemaView key={name} name={name} schema={schema} />
      ))}
    </>
  );
}
