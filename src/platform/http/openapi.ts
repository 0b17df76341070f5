import { type INestApplication, Injectable } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The contract of the JSON API (OpenAPI 3.1), made from the routes and forms themselves. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const document = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Accord')
    .setDescription(
      'Lists page by key: send `limit` and the `next` of the page before as `after`. Errors are `{ error: { type, code, message, param, fields } }`. Times are UTC in ISO 8601 unless a field says local.',
    )
    .setVersion('1')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'opaque', description: 'An API key' },
      'key',
    )
    .addSecurityRequirements('key')
    .build();
  return SwaggerModule.createDocument(app, document, { deepScanRoutes: true });
}

/** The description of the application that runs, made at its first use: at boot the routes are not all there. */
@Injectable()
export class ApiDescription {
  private app: INestApplication | undefined;
  private described: OpenAPIObject | undefined;

  of(app: INestApplication): void {
    this.app = app;
  }

  get document(): OpenAPIObject {
    if (!this.app) throw new Error('This process serves no API');
    return (this.described ??= describeApi(this.app));
  }
}
