import { type ReactElement, type ReactNode } from 'react';
import { type Errors, type Values } from './forms.js';
import { type Language } from './i18n.js';
import { layoutMessages } from './layout.messages.js';

/** What a field needs of its form: the values to show again and the errors beside them. */
export interface FormState {
  language: Language;
  values?: Values;
  errors?: Errors;
}

export function hasErrors(state: FormState): boolean {
  return Object.keys(state.errors ?? {}).length > 0;
}

/** Stands first on a page whose form came back: it takes the focus, and its links lead to the fields. */
export function ErrorSummary({ state }: { state: FormState }): ReactElement | null {
  if (!hasErrors(state)) return null;
  return (
    <div className="errors" role="alert" tabIndex={-1} data-focus="">
      <h2>{layoutMessages[state.language].errorTitle}</h2>
      <ul>
        {Object.entries(state.errors ?? {}).map(([name, message]) => (
          <li key={name}>
            <a href={`#${name}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  state: FormState;
  name: string;
  label: string;
  hint?: string;
  isOptional?: boolean;
  autoComplete?: string;
  type?: 'text' | 'email' | 'tel' | 'password' | 'number' | 'date';
  inputMode?: 'numeric' | 'email' | 'tel' | 'text';
  className?: string;
  /** Lines of a larger text; without it the field is one line. */
  rows?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  defaultValue?: string;
}

function Described({
  state,
  name,
  hint,
  children,
}: Pick<FieldProps, 'state' | 'name' | 'hint'> & { children: ReactNode }): ReactElement {
  const error = state.errors?.[name];
  return (
    <>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${name}-error`}>
          <span className="vh">{layoutMessages[state.language].errorPrefix} </span>
          {error}
        </p>
      )}
      {children}
    </>
  );
}

function describedBy(state: FormState, name: string, hint?: string): string | undefined {
  return (
    [hint && `${name}-hint`, state.errors?.[name] && `${name}-error`].filter(Boolean).join(' ') || undefined
  );
}

/** One labelled field with its hint and its error. */
export function Field(props: FieldProps): ReactElement {
  const { state, name, label, hint, isOptional, rows, className, type = 'text', ...rest } = props;
  const common = {
    id: name,
    name,
    className,
    defaultValue: state.values?.[name] ?? props.defaultValue,
    'aria-describedby': describedBy(state, name, hint),
    'aria-invalid': state.errors?.[name] ? true : undefined,
    required: !isOptional,
  };
  const { autoComplete, inputMode, maxLength, min, max } = rest;
  return (
    <div className={state.errors?.[name] ? 'field bad' : 'field'}>
      <label htmlFor={name}>
        {label} {isOptional && <span className="soft">({layoutMessages[state.language].optional})</span>}
      </label>
      <Described state={state} name={name} hint={hint}>
        {rows ? (
          <textarea {...common} rows={rows} maxLength={maxLength} />
        ) : (
          <input
            {...common}
            type={type}
            autoComplete={autoComplete}
            inputMode={inputMode}
            maxLength={maxLength}
            min={min}
            max={max}
            spellCheck={type === 'email' ? false : undefined}
          />
        )}
      </Described>
    </div>
  );
}

export function Tick({
  state,
  name,
  label,
  value = 'yes',
}: {
  state: FormState;
  name: string;
  label: ReactNode;
  value?: string;
}): ReactElement {
  return (
    <div className="choice field">
      <input
        type="checkbox"
        id={name}
        name={name}
        value={value}
        defaultChecked={state.values?.[name] === value}
      />
      <label htmlFor={name}>{label}</label>
    </div>
  );
}

export interface Option {
  value: string;
  label: ReactNode;
  isDisabled?: boolean;
}

/** Radio buttons, or check boxes with `isMany`, in a fieldset whose legend names them. The first carries the name as its id. */
export function Choices(props: {
  state: FormState;
  name: string;
  legend: string;
  hint?: string;
  options: readonly Option[];
  isMany?: boolean;
  chosen?: readonly string[];
}): ReactElement {
  const { state, name, legend, hint, options, isMany } = props;
  const chosen = props.chosen ?? (state.values?.[name] === undefined ? [] : [state.values[name]]);
  return (
    <fieldset
      className={state.errors?.[name] ? 'field bad' : 'field'}
      aria-describedby={describedBy(state, name, hint)}
    >
      <legend>{legend}</legend>
      <Described state={state} name={name} hint={hint}>
        {options.map(({ value, label, isDisabled }, at) => {
          const id = at === 0 ? name : `${name}-${value}`;
          return (
            <div className="choice" key={value}>
              <input
                type={isMany ? 'checkbox' : 'radio'}
                id={id}
                name={name}
                value={value}
                defaultChecked={chosen.includes(value)}
                disabled={isDisabled}
              />
              <label htmlFor={id}>{label}</label>
            </div>
          );
        })}
      </Described>
    </fieldset>
  );
}

/** A field that people do not see and robots fill in, and the time the form was made: see robots.service.ts. */
export function Trap({ stamp }: { stamp: string }): ReactElement {
  return (
    <>
      <input type="hidden" name="stamp" value={stamp} />
      <div className="hp" aria-hidden="true">
        <label>
          Website <input name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
    </>
  );
}
