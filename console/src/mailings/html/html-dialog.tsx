import { Button, FileButton, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useFormat } from '../../parts/format';
import { readHtmlFile } from './html-file';
import { HtmlReport } from './html-report';
import { type DocNode } from './nodes';
import { type HtmlReading, LONGEST_SOURCE, readHtml } from './read-html';

interface HtmlDialogProps {
  isOpen: boolean;
  /** With nothing in the editor there is no question where it goes. */
  isEditorEmpty: boolean;
  /** False where the mail would become too large. */
  onBringIn: (blocks: DocNode[], replacesAll: boolean) => boolean;
  onClose: () => void;
}

/** Takes the HTML of another tool, says what of it comes in, and hands over blocks. What was pasted stays until then. */
export function HtmlDialog({ isOpen, onClose, onBringIn, isEditorEmpty }: HtmlDialogProps) {
  const [source, setSource] = useState('');
  const [reading, setReading] = useState<HtmlReading>();
  return (
    <Modal opened={isOpen} onClose={onClose} title="Bring in HTML" size="lg">
      {reading ? (
        <Confirmation
          reading={reading}
          isEditorEmpty={isEditorEmpty}
          onBack={() => setReading(undefined)}
          onBringIn={(replacesAll) => {
            const isIn = onBringIn(reading.blocks, replacesAll);
            if (isIn) {
              setSource('');
              setReading(undefined);
              onClose();
            }
            return isIn;
          }}
        />
      ) : (
        <SourceForm source={source} onChange={setSource} onRead={setReading} onCancel={onClose} />
      )}
    </Modal>
  );
}

interface SourceFormProps {
  source: string;
  onChange: (source: string) => void;
  onRead: (reading: HtmlReading) => void;
  onCancel: () => void;
}

function SourceForm({ source, onChange, onRead, onCancel }: SourceFormProps) {
  const { number } = useFormat();
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const resetFile = useRef<() => void>(null);
  const fail = (sentence: string) => {
    setProblem(sentence);
    field.current?.focus();
  };
  const take = async (file: File | null) => {
    if (!file) return;
    const read = await readHtmlFile(file);
    resetFile.current?.(); // the same file can be chosen again once it is mended
    if ('problem' in read) return fail(read.problem);
    setProblem(undefined);
    onChange(read.source);
    field.current?.focus();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        // A dialog's submit bubbles through the portal to the form around the editor.
        event.preventDefault();
        event.stopPropagation();
        const read = readHtml(source);
        if ('problem' in read) fail(read.problem);
        else onRead(read);
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          For a mail that was made in another tool. Its words, pictures, links and buttons become blocks that
          you can edit; its fonts, colours and layout do not come along. Nothing in it is run, and none of the
          HTML is kept.
        </Text>
        <Textarea
          ref={field}
          label="HTML of the mail"
          description={`Paste the source of it, up to ${number(LONGEST_SOURCE)} characters.`}
          rows={10}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          data-autofocus
          classNames={{ input: 'html-source' }}
          value={source}
          error={problem}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
        <Group justify="space-between" gap="sm">
          <FileButton
            accept=".html,.htm,.xhtml,text/html"
            resetRef={resetFile}
            onChange={(file) => void take(file)}
          >
            {(props) => (
              <Button {...props} variant="default">
                Choose an HTML file
              </Button>
            )}
          </FileButton>
          <Group gap="sm">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button type="submit">See what comes in</Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

interface ConfirmationProps {
  reading: HtmlReading;
  isEditorEmpty: boolean;
  onBack: () => void;
  onBringIn: (replacesAll: boolean) => boolean;
}

function Confirmation({ reading, isEditorEmpty, onBack, onBringIn }: ConfirmationProps) {
  const [place, setPlace] = useState<string>('cursor');
  const [isTooLarge, setTooLarge] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  // The page changed under the button that was pressed: by ear it goes on where the report begins.
  useEffect(() => top.current?.focus(), []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setTooLarge(!onBringIn(isEditorEmpty || place === 'all'));
      }}
    >
      <Stack gap="md">
        <div ref={top} tabIndex={-1} className="html-report">
          <HtmlReport reading={reading} />
        </div>
        {!isEditorEmpty && (
          <Radio.Group label="Where it goes" value={place} onChange={setPlace}>
            <Stack gap={6} mt={6}>
              <Radio value="cursor" label="Where the cursor is in the editor" />
              <Radio value="all" label="In place of everything that is in the editor" />
            </Stack>
          </Radio.Group>
        )}
        {isTooLarge && (
          <Text size="sm" c="red" role="alert">
            With what stays in the editor, this is too long for one mail. Go back and paste a part of it.
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onBack}>
            Back to the HTML
          </Button>
          <Button type="submit">Bring it in</Button>
        </Group>
      </Stack>
    </form>
  );
}
