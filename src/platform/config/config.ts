import { plainToInstance, Transform } from 'class-transformer';
import {
  IsBase64,
  IsIn,
  IsInt,
  IsIP,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  validateSync,
} from 'class-validator';
import { hostOf, isLoopbackHost, isSafelyReached } from './hosts.js';
import { type NumberedKey, readKeyRing } from './key-ring.js';

const toNumber = Transform(({ value }: { value: unknown }) =>
  value === undefined ? undefined : Number(value),
);
const toNumberIfSet = Transform(({ value }: { value: unknown }) =>
  value === undefined || value === '' ? undefined : Number(value),
);
const emptyIsAbsent = Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));
const withoutSlash = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.replace(/\/+$/, '') : value,
);

/** For services outside that are told what nobody on the way may read. */
const IsSafelyReached = (setting: string): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isSafelyReached',
      validator: { validate: (value: unknown) => typeof value === 'string' && isSafelyReached(value) },
    },
    { message: `${setting} must be an https address` },
  );

const IsKeyRing = (): PropertyDecorator =>
  ValidateBy({
    name: 'isKeyRing',
    validator: {
      validate: (value: unknown) => problemOfKeys(value) === undefined,
      defaultMessage: (said) => problemOfKeys(said?.value) ?? '',
    },
  });

function problemOfKeys(value: unknown): string | undefined {
  const keys = readKeyRing(typeof value === 'string' ? value : '');
  return typeof keys === 'string' ? keys : undefined;
}

/** Everything the environment may say. This is the only class that reads it. */
export class Config {
  @IsInt({ message: 'PORT must be a whole number' })
  @Min(0)
  @Max(65_535)
  @toNumber
  readonly PORT: number = 3000;

  /** The address to listen on. The default lets only this machine in; a container sets 0.0.0.0. */
  @IsString()
  readonly HOST: string = '127.0.0.1';

  /** Where people reach the product. Every link in mail is built from it, never from a Host header. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  @withoutSlash
  @emptyIsAbsent
  readonly PUBLIC_URL?: string;

  /** Folder of the embedded database and of uploads. */
  @IsString()
  readonly ACCORD_DATA: string = './data';

  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must begin with postgres:// or postgresql://' })
  readonly DATABASE_URL: string;

  @IsOptional()
  @Matches(/^rediss?:\/\//, { message: 'REDIS_URL must begin with redis:// or rediss://' })
  @emptyIsAbsent
  readonly REDIS_URL?: string;

  @IsOptional()
  @Matches(/^smtps?:\/\//, { message: 'SMTP_URL must begin with smtp:// or smtps://' })
  @emptyIsAbsent
  readonly SMTP_URL?: string;

  /** The addresses from which the relay hands mail on, comma-separated: without them nobody can say whether SPF names it. */
  @IsOptional()
  @IsIP(undefined, { each: true, message: 'RELAY_ADDRESSES must be IP addresses with commas between them' })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.split(',').flatMap((each) => each.trim().toLowerCase() || []) : value,
  )
  readonly RELAY_ADDRESSES: string[] = [];

  /** Whether mailings wait for the records of their sending domain (SPF, DKIM, DMARC and the relay's own), or only warn. */
  @IsIn(['required', 'advised'], { message: 'SENDING_DOMAIN_CHECKS must be required or advised' })
  readonly SENDING_DOMAIN_CHECKS: 'required' | 'advised' = 'required';

  /** SMTP port of the built-in mailbox, in use while SMTP_URL is not set. */
  @IsInt({ message: 'MAILBOX_PORT must be a whole number' })
  @Min(0)
  @Max(65_535)
  @toNumber
  readonly MAILBOX_PORT: number = 2525;

  /** Whether relays that administrators enter may stand in networks of our own. Nobody outside may send us there. */
  @IsIn(['refused', 'allowed'], { message: 'PRIVATE_MAIL_RELAYS must be refused or allowed' })
  readonly PRIVATE_MAIL_RELAYS: 'refused' | 'allowed' = 'refused';

  /** The domain of return paths: what comes back is sent there. The sender's own domain where it is not set. */
  @ValidateIf((config: Config) => (config.MAIL_INLET_DOMAIN ?? config.MAIL_INLET_PORT) !== undefined)
  @Matches(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, {
    message: 'MAIL_INLET_DOMAIN must be a domain in lower case, and is needed with MAIL_INLET_PORT',
  })
  @emptyIsAbsent
  readonly MAIL_INLET_DOMAIN?: string;

  /** SMTP port on HOST that takes what comes back for MAIL_INLET_DOMAIN. Closed where it is not set. */
  @IsOptional()
  @IsInt({ message: 'MAIL_INLET_PORT must be a whole number' })
  @Min(0)
  @Max(65_535)
  @toNumberIfSet
  readonly MAIL_INLET_PORT?: number;

  /** Keys of mail vendors whose events are taken at /mail-events: the ARN of SES's topic, and each vendor's own. */
  @IsOptional()
  @Matches(/^arn:aws[a-z-]*:sns:/, { message: 'SES_TOPIC must be the ARN of a topic' })
  @emptyIsAbsent
  readonly SES_TOPIC?: string;

  @IsOptional()
  @MinLength(16, { message: 'POSTMARK_WEBHOOK_PASSWORD must have at least 16 characters' })
  @emptyIsAbsent
  readonly POSTMARK_WEBHOOK_PASSWORD?: string;

  @IsOptional()
  @IsBase64({}, { message: 'SENDGRID_WEBHOOK_KEY must be the verification key, in base64' })
  @emptyIsAbsent
  readonly SENDGRID_WEBHOOK_KEY?: string;

  @IsOptional()
  @MinLength(16, { message: 'MAILGUN_WEBHOOK_KEY must have at least 16 characters' })
  @emptyIsAbsent
  readonly MAILGUN_WEBHOOK_KEY?: string;

  @IsIn(['cease', 'none'], { message: 'ACCORD_SAMPLE must be cease or none' })
  readonly ACCORD_SAMPLE: 'cease' | 'none' = 'cease';

  @IsInt({ message: 'WORKER_PROCESSES must be a whole number' })
  @Min(0)
  @Max(64)
  @toNumber
  readonly WORKER_PROCESSES: number = 1;

  /**
   * Signs links and encrypts what is encrypted at rest: 32 characters or more, the same in every process. While keys change
   * there are several, `2:newer,1:older`.
   */
  @IsKeyRing()
  readonly SECRET_KEY: string;

  /** An OpenID Connect provider that staff may sign in with, by its issuer. https, unless it is on this machine. */
  @IsOptional()
  @IsSafelyReached('OIDC_ISSUER')
  @withoutSlash
  @emptyIsAbsent
  readonly OIDC_ISSUER?: string;

  @ValidateIf(({ OIDC_ISSUER }: Config) => OIDC_ISSUER !== undefined)
  @MinLength(1, { message: 'OIDC_CLIENT_ID is needed with OIDC_ISSUER' })
  readonly OIDC_CLIENT_ID?: string;

  @ValidateIf(({ OIDC_ISSUER }: Config) => OIDC_ISSUER !== undefined)
  @MinLength(1, { message: 'OIDC_CLIENT_SECRET is needed with OIDC_ISSUER' })
  readonly OIDC_CLIENT_SECRET?: string;

  /** What its button is called. The host of the issuer by default. */
  @IsOptional()
  @IsString()
  @emptyIsAbsent
  readonly OIDC_NAME?: string;

  /** A geocoder that speaks as that of the U.S. Census. Without one, addresses are placed by ZIP and town alone. */
  @IsOptional()
  @IsSafelyReached('GEOCODER_URL')
  @withoutSlash
  @emptyIsAbsent
  readonly GEOCODER_URL?: string;

  /** DNS servers to ask instead of the system's, comma-separated, as address or address:port. */
  @IsOptional()
  @IsString()
  @emptyIsAbsent
  readonly DNS_SERVERS?: string;

  /** Addresses of reverse proxies whose X-Forwarded-For is believed, comma-separated. None by default. */
  @IsOptional()
  @IsString()
  @emptyIsAbsent
  readonly TRUSTED_PROXIES?: string;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { message: 'LOG_LEVEL is not a level' })
  readonly LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent' = 'info';

  /** PUBLIC_URL, or this machine's own address. */
  get origin(): string {
    return this.PUBLIC_URL ?? `http://localhost:${this.PORT}`;
  }

  /** Cookies take the __Host- prefix and Secure only where a browser would accept them. */
  get isHttps(): boolean {
    return this.origin.startsWith('https://');
  }

  get usesMailbox(): boolean {
    return this.SMTP_URL === undefined;
  }

  /** The name of the machine that mail leaves by: the relay's, or our own where the relay runs here. */
  get relayHost(): string {
    const host = this.SMTP_URL === undefined ? '' : hostOf(this.SMTP_URL);
    return host === '' || isLoopbackHost(host) ? hostOf(this.origin) : host;
  }

  /** The keys of SECRET_KEY: the first one encrypts and signs. */
  get keyRing(): readonly NumberedKey[] {
    const keys = readKeyRing(this.SECRET_KEY);
    if (typeof keys === 'string') throw new Error(keys);
    return keys;
  }

  /** Names every wrong variable at once and prints no value: one of them may be a secret. */
  static from(environment: NodeJS.ProcessEnv): Config {
    const config = plainToInstance(Config, environment, { exposeDefaultValues: true });
    const wrong = validateSync(config, { forbidUnknownValues: false });
    if (wrong.length > 0) {
      const lines = wrong.map((each) => `  ${Object.values(each.constraints ?? {}).join(', ')}`);
      throw new Error(`These settings are wrong or missing:\n${lines.join('\n')}`);
    }
    return config;
  }
}
