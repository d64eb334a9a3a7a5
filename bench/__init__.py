"""`make bench`: this bot against stock Rasa and against the encoder alone, in one run on one machine."""
