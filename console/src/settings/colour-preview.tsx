import './settings.css';
import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { api } from '../api/client';
import { useFormat } from '../parts/format';

const TYPING_MS = 150;

/** What pages make of a colour, light and dark, as the server computes it. */
export function ColourPreview({ colour: typed }: { colour: string }) {
  const [colour] = useDebouncedValue(typed.toLowerCase(), TYPING_MS);
  const { number } = useFormat();
  const isColour = /^#[0-9a-f]{6}$/.test(colour);
  const { data: note } = api.useQuery(
    'get',
    '/api/v1/colour-note',
    { params: { query: { colour } } },
    { enabled: isColour, placeholderData: keepPreviousData, staleTime: Infinity },
  );
  if (!isColour || !note) return null;
  return (
    <div>
      <div className="colour-samples">
        <Sample label="Light pages" ground="#ffffff" button={note.on_light} text="#ffffff" />
        <Sample label="Dark pages" ground="#12181b" button={note.on_dark} text="#12181b" />
      </div>
      <Text size="sm" mt={6} role="status">
        {note.is_adjusted
          ? `With white it has a contrast of ${number(note.contrast)} to 1; text needs 4.5. Pages use ${note.on_light} instead, and ${note.on_dark} where it is dark.`
          : `Contrast with white ${number(note.contrast)} to 1: readable as it is. Dark pages use ${note.on_dark}.`}
      </Text>
    </div>
  );
}

interface SampleProps {
  label: string;
  ground: string;
  button: string;
  text: string;
}

function Sample({ label, ground, button, text }: SampleProps) {
  return (
    <div className="colour-sample" style={{ background: ground }}>
      <span style={{ color: button, fontWeight: 650 }}>{label}</span>
      <span className="colour-button" style={{ background: button, color: text }}>
        Sign
      </span>
    </div>
  );
}
