"""What the product knows about agendas, plans, sessions and time: pure, and free of I/O."""
