// One of a few values, side by side.
import { ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useId } from 'react';

type ChoiceProps<T extends number> = {
  readonly label: string;
  readonly choices: readonly T[];
  readonly value: T;
  readonly nameOf: (choice: T) => string;
  readonly onChoose: (choice: T) => void;
};

export function Choice<T extends number>({ label, choices, value, nameOf, onChoose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div>
      <Typography id={id} sx={{ fontWeight: 550, fontSize: '0.9375rem', marginBlockEnd: 1 }}>
        {label}
      </Typography>
      <ToggleButtonGroup
        exclusive
        aria-labelledby={id}
        value={value}
        onChange={(_event, next: T | null) => {
          if (next !== null) onChoose(next);
        }}
        sx={{ flexWrap: 'wrap', '& button': { paddingInline: { xs: 1.25, sm: 2 } } }}
      >
        {choices.map((choice) => (
          <ToggleButton key={choice} value={choice}>
            {nameOf(choice)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
