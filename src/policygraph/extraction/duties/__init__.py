"""What a directing sentence asks for besides: documents to deliver, evaluations, grades, values set by others."""
